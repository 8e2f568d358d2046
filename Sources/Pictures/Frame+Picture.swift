internal import Libav

extension Frame {
    /// The picture as 8-bit RGBA in sRGB.
    consuming func forDisplay() throws(PictureFault) -> Frame {
        var result = format == .rgba ? self : try rgb(.rgba)
        result.convertPrimariesToSRGB()
        return result
    }

    /// The picture in an RGB format, with unchanged primaries.
    func rgb(_ format: PixelFormat) throws(PictureFault) -> Frame {
        do {
            return try converted(toRGB: format)
        } catch {
            throw PictureFault(error, "the picture cannot be converted to RGB")
        }
    }

    /// The picture with as many chroma samples as luma samples.
    func withWholeChroma() throws(PictureFault) -> Frame {
        do {
            return try withFullChroma()
        } catch {
            throw PictureFault(error, "the picture's chroma cannot be brought to full size")
        }
    }

    /// A grey picture with neutral chroma planes, which later stages expect.
    ///
    /// - Precondition: the format is grey.
    func withNeutralChroma() throws(PictureFault) -> Frame {
        let depth = format.bitDepth
        guard let planar = PixelFormat(named: "yuv420p" + (depth > 8 ? "\(depth)le" : "")) else {
            throw PictureFault(.unsupported, "grey pictures of \(depth) bits a sample are not supported")
        }
        var result = try PictureFault.frame(width, height, planar)
        try withPlane(0) { (luma, layout) throws(PictureFault) in
            try result.copyPlane(
                0, from: luma, stride: layout.stride, rowBytes: layout.width * (depth > 8 ? 2 : 1))
        }
        result.fillNeutralChroma()
        result.colorimetry = colorimetry
        // For grey, every matrix that derives luma from red, green and blue gives the same result.
        if result.colorimetry.matrix == .rgb { result.colorimetry.matrix = .bt601 }
        return result
    }

    /// Sets both chroma planes to the middle of the scale.
    ///
    /// - Precondition: the format is planar YCbCr.
    mutating func fillNeutralChroma() {
        let depth = format.bitDepth
        for plane in 1...2 {
            if depth == 8 {
                withMutablePlane(plane) { samples, _ in
                    for index in samples.indices { samples[index] = 128 }
                }
            } else {
                withMutablePlane16(plane) { samples, _ in
                    for index in samples.indices { samples[index] = 1 << UInt16(depth - 1) }
                }
            }
        }
    }

    /// Fills one plane from memory with another stride.
    ///
    /// - Throws: ``PictureFault`` if the source has fewer rows than the plane.
    mutating func copyPlane(
        _ index: Int, from source: Span<UInt8>, stride: Int, rowBytes: Int
    ) throws(PictureFault) {
        let isComplete = withMutablePlane(index) { target, layout in
            guard rowBytes <= stride, rowBytes <= layout.stride,
                (layout.height - 1) * stride + rowBytes <= source.count
            else { return false }
            unsafe source.withUnsafeBytes { from in
                unsafe target.withUnsafeMutableBytes { to in
                    for row in 0..<layout.height {
                        let bytes = unsafe from[row * stride..<row * stride + rowBytes]
                        unsafe UnsafeMutableRawBufferPointer(rebasing: to[(row * layout.stride)...])
                            .copyBytes(from: bytes)
                    }
                }
            }
            return true
        }
        guard isComplete else { throw PictureFault(.damaged, "the picture lacks some of its rows") }
    }

    /// Divides the colours of RGBA pixels by alpha.
    ///
    /// - Precondition: the format is `rgba`.
    mutating func unpremultiply() {
        precondition(format == .rgba)
        withMutablePlane(0) { samples, layout in
            for row in 0..<layout.height {
                let start = row * layout.stride
                for offset in Swift.stride(from: start, to: start + layout.width * 4, by: 4) {
                    let alpha = Int(samples[offset + 3])
                    if alpha == 0 || alpha == 255 { continue }
                    for channel in offset..<offset + 3 {
                        samples[channel] = UInt8(min(255, (Int(samples[channel]) * 255 + alpha / 2) / alpha))
                    }
                }
            }
        }
    }
}

extension PixelFormat {
    /// Whether the format has a single plane, of luma.
    var isGray: Bool { name?.hasPrefix("gray") ?? false }
}
