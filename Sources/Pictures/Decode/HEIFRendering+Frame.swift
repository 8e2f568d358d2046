internal import Libav

extension HEIFRendering {
    /// Makes the picture that is seen, neither turned nor mirrored.
    ///
    /// - Parameters:
    ///   - decoded: the samples, in the format in which they are coded, with what the bitstream says of them.
    ///   - alpha: the samples of the alpha plane, likewise.
    ///   - purpose: what the picture is for.
    func render(
        _ decoded: consuming Frame, alpha: consuming Frame?, _ purpose: PictureReader.Purpose
    ) throws(PictureFault) -> Frame {
        var frame = decoded
        frame.colorimetry = colorimetry(coded: frame.colorimetry)
        frame.dropRGBFromFormatName()
        if frame.format.isGray {
            frame = try frame.withNeutralChroma()
        } else if frame.colorimetry.matrix == .rgb, frame.format.chromaShift != (0, 0) {
            // The identity is not allowed with fewer chroma samples than luma ones.
            frame.colorimetry.matrix = .bt601
        } else if frame.colorimetry.matrix.isAdditive {
            frame = try frame.interleavedRGB()
        }
        if let alpha {
            frame = try frame.rgb(.rgba)
            frame.setAlpha(to: alpha, range: alphaRange ?? alpha.colorimetry.range)
            if isPremultiplied { frame.unpremultiply() }
        } else if purpose == .display {
            frame = try frame.rgb(.rgba)
        }
        frame = try frame.cut(to: transform.visible)
        return purpose == .display ? try frame.forDisplay() : frame
    }
}

extension Frame {
    /// A part of the picture; chroma samples that would have to be cut in halves are made whole before
    /// (ISO/IEC 23000-22, 7.3.6.7).
    ///
    /// - Throws: ``PictureFault`` where the part does not lie in the picture.
    fileprivate func cut(to part: PixelRect) throws(PictureFault) -> Frame {
        guard part.x + part.width <= width, part.y + part.height <= height else {
            throw PictureFault(
                .damaged,
                """
                the coded picture is \(width) × \(height), too small for the \(part.width) × \(part.height) that \
                the file's header says
                """)
        }
        let shift = format.isRGB ? (0, 0) : format.chromaShift
        let isWhole = part.x & (1 << shift.0 - 1) == 0 && part.y & (1 << shift.1 - 1) == 0
        if !isWhole { return try withWholeChroma().cut(to: part) }
        do {
            return try cropped(to: part)
        } catch {
            throw PictureFault(error, "the visible part of the picture cannot be cut out")
        }
    }
}
