internal import CHeif
internal import Libav

/// Decodes the primary picture of a HEIC or AVIF file with libheif, tile grids included.
///
/// Depth maps, gain maps, thumbnails and further pictures of a burst stay untouched.
///
/// Corresponds to `heif_decode_image`.
struct HEIFDecoder: StillDecoder {
    let file: PictureFile
    let header: PictureHeader
    let purpose: PictureReader.Purpose

    func decode() throws(PictureFault) -> Frame {
        let facts = try file.withBytes { (bytes) throws(PictureFault) in try HEIFHeader(bytes) }
        let context = try HEIFContext(file, longestSide: facts.longestSide)
        let hasAlpha = context.hasAlpha
        var frame: Frame
        if hasAlpha || header.colorimetry.matrix == .rgb {
            let image = try context.decode(as: hasAlpha ? .rgba : .rgb)
            frame = try interleaved(image, hasAlpha ? .rgba : .rgb24, facts.visible)
            if context.isPremultiplied { frame.unpremultiply() }
        } else {
            let image = try context.decode(as: .planar(facts.sampling ?? .c420))
            frame = try planar(image, facts.visible)
        }
        return purpose == .display ? try frame.forDisplay() : frame
    }

    private func interleaved(
        _ image: borrowing HEIFImage, _ format: PixelFormat, _ visible: PixelRect
    ) throws(PictureFault) -> Frame {
        var frame = try PictureFault.frame(visible.width, visible.height, format)
        try image.copy(
            heif_channel_interleaved, visible, sampleBytes: format == .rgba ? 4 : 3, to: 0, of: &frame)
        frame.colorimetry = header.colorimetry
        frame.colorimetry.matrix = .rgb
        frame.colorimetry.range = .full
        return frame
    }

    private func planar(
        _ image: borrowing HEIFImage, _ visible: PixelRect
    ) throws(PictureFault) -> Frame {
        let sampling =
            switch image.chroma {
            case heif_chroma_420, heif_chroma_monochrome: "420"
            case heif_chroma_422: "422"
            case heif_chroma_444: "444"
            default: throw PictureFault(.unsupported, "the picture's chroma format is not supported")
            }
        let isGray = image.chroma == heif_chroma_monochrome
        let bits = image.bits(of: heif_channel_Y)
        guard let format = PixelFormat(named: "yuv\(sampling)p" + (bits > 8 ? "\(bits)le" : "")),
            isGray || image.bits(of: heif_channel_Cb) == bits
        else { throw PictureFault(.unsupported, "pictures with \(bits) bits a sample are not supported") }

        var frame = try PictureFault.frame(visible.width, visible.height, format)
        let sampleBytes = bits > 8 ? 2 : 1
        // Chroma samples cannot be cut in halves: an odd corner moves by one pixel.
        let (shiftX, shiftY) = format.chromaShift
        let corner = (x: visible.x >> shiftX, y: visible.y >> shiftY)
        let luma = PixelRect(
            x: corner.x << shiftX, y: corner.y << shiftY, width: visible.width, height: visible.height)
        try image.copy(heif_channel_Y, luma, sampleBytes: sampleBytes, to: 0, of: &frame)
        if isGray {
            frame.fillNeutralChroma()
        } else {
            let chroma = PixelRect(
                x: corner.x, y: corner.y, width: -(-visible.width >> shiftX),
                height: -(-visible.height >> shiftY))
            try image.copy(heif_channel_Cb, chroma, sampleBytes: sampleBytes, to: 1, of: &frame)
            try image.copy(heif_channel_Cr, chroma, sampleBytes: sampleBytes, to: 2, of: &frame)
        }
        frame.colorimetry = header.colorimetry
        return frame
    }
}
