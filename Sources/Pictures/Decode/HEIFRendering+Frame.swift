internal import Libav

extension HEIFRendering {
    /// Makes the visible picture, neither rotated nor mirrored.
    ///
    /// - Parameters:
    ///   - decoded: the samples in their coded format, with the colorimetry from the bitstream.
    ///   - alpha: the samples of the alpha plane, likewise.
    func render(
        _ decoded: consuming Frame, alpha: consuming Frame?
    ) throws(PictureFault) -> Frame {
        var frame = decoded
        frame.colorimetry = colorimetry(coded: frame.colorimetry)
        frame.dropRGBFromFormatName()
        if frame.format.isGray {
            frame = try frame.withNeutralChroma()
        } else if frame.colorimetry.matrix == .rgb, frame.format.chromaShift != (0, 0) {
            // The identity matrix does not allow fewer chroma samples than luma samples.
            frame.colorimetry.matrix = .bt601
        } else if frame.colorimetry.matrix.isAdditive {
            frame = try frame.interleavedRGB()
        }
        if let alpha {
            frame = try frame.rgb(.rgba)
            frame.setAlpha(to: alpha, range: alphaRange ?? alpha.colorimetry.range)
            if isPremultiplied { frame.unpremultiply() }
        }
        let visible = transform.visible
        if visible == PixelRect(x: 0, y: 0, width: frame.width, height: frame.height) { return frame }
        return try frame.cut(to: visible)
    }
}

extension Frame {
    /// Returns a part of the picture. If the edges would halve chroma samples, first brings chroma to full resolution
    /// (ISO/IEC 23000-22, 7.3.6.7).
    ///
    /// - Throws: ``PictureFault`` if the part does not lie within the picture.
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
        let (across, down) = (1 << shift.0 - 1, 1 << shift.1 - 1)
        // Scalers would stretch half a sample at the bottom or right edge to a whole one, and shift all others.
        let isWhole = (part.x | part.width) & across == 0 && (part.y | part.height) & down == 0
        if !isWhole { return try withWholeChroma().cut(to: part) }
        do {
            return try cropped(to: part)
        } catch {
            throw PictureFault(error, "the visible part of the picture cannot be cut out")
        }
    }
}
