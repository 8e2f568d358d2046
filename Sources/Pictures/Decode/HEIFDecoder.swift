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
        let context = try HEIFContext(file)
        let hasAlpha = context.hasAlpha
        var frame: Frame
        if hasAlpha || header.colorimetry.matrix == .rgb {
            let image = try context.decode(
                as: hasAlpha ? .rgba : .rgb, applyingTransformations: facts.appliesTransformations)
            frame = try interleaved(image, hasAlpha ? .rgba : .rgb24)
            if context.isPremultiplied { frame.unpremultiply() }
        } else {
            let image = try context.decode(
                as: .planar(facts.sampling ?? .c420), applyingTransformations: facts.appliesTransformations)
            frame = try planar(image)
        }
        guard frame.width == header.width, frame.height == header.height else {
            throw PictureFault(
                .damaged,
                """
                the picture is \(frame.width) × \(frame.height), the file's header says \
                \(header.width) × \(header.height)
                """)
        }
        return purpose == .display ? try frame.forDisplay() : frame
    }

    private func interleaved(
        _ image: borrowing HEIFImage, _ format: PixelFormat
    ) throws(PictureFault) -> Frame {
        let (width, height) = image.size(of: heif_channel_interleaved)
        var frame = try PictureFault.frame(width, height, format)
        try image.copy(
            heif_channel_interleaved, to: 0, of: &frame, rowBytes: width * (format == .rgba ? 4 : 3))
        frame.colorimetry = header.colorimetry
        frame.colorimetry.matrix = .rgb
        frame.colorimetry.range = .full
        return frame
    }

    private func planar(_ image: borrowing HEIFImage) throws(PictureFault) -> Frame {
        let isGray = image.chroma == heif_chroma_monochrome
        let sampling =
            switch image.chroma {
            case heif_chroma_420, heif_chroma_monochrome: "420"
            case heif_chroma_422: "422"
            case heif_chroma_444: "444"
            default: throw PictureFault(.unsupported, "the picture's chroma format is not supported")
            }
        let bits = image.bits(of: heif_channel_Y)
        guard let format = PixelFormat(name: "yuv\(sampling)p" + (bits > 8 ? "\(bits)le" : "")),
            isGray || image.bits(of: heif_channel_Cb) == bits
        else { throw PictureFault(.unsupported, "pictures with \(bits) bits a sample are not supported") }

        let (width, height) = image.size(of: heif_channel_Y)
        var frame = try PictureFault.frame(width, height, format)
        let sampleBytes = bits > 8 ? 2 : 1
        let shift = format.chromaShift.horizontal
        try image.copy(heif_channel_Y, to: 0, of: &frame, rowBytes: width * sampleBytes)
        if isGray {
            frame.fillNeutralChroma()
        } else {
            let chromaBytes = -(-width >> shift) * sampleBytes
            try image.copy(heif_channel_Cb, to: 1, of: &frame, rowBytes: chromaBytes)
            try image.copy(heif_channel_Cr, to: 2, of: &frame, rowBytes: chromaBytes)
        }
        frame.colorimetry = header.colorimetry
        return frame
    }
}
