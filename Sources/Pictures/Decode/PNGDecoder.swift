internal import CPNG
internal import Libav

/// Decodes a PNG file with libpng's simplified interface, which reports errors by its result and
/// applies `gAMA` and `sRGB`.
///
/// Corresponds to `png_image_begin_read_from_memory` and `png_image_finish_read`.
struct PNGDecoder: StillDecoder {
    let file: PictureFile
    let header: PictureHeader
    let purpose: PictureReader.Purpose

    func decode() throws(PictureFault) -> Frame {
        var image = unsafe png_image()
        unsafe image.version = png_uint_32(PNG_IMAGE_VERSION)
        defer { unsafe png_image_free(&image) }
        let memory = unsafe file.memory
        guard unsafe png_image_begin_read_from_memory(&image, memory.baseAddress, memory.count) != 0 else {
            throw unsafe fault(image)
        }
        guard unsafe Int(image.width) == header.width, unsafe Int(image.height) == header.height else {
            throw PictureFault(.damaged, "the PNG's size is not what its header says")
        }
        let hasAlpha = header.hasAlpha || purpose == .display
        unsafe image.format = png_uint_32(PNG_FORMAT_FLAG_COLOR | (hasAlpha ? PNG_FORMAT_FLAG_ALPHA : 0))
        // Without a gamma chunk libpng takes 16 bits for linear light; other readers take them for sRGB.
        unsafe image.flags |= png_uint_32(PNG_IMAGE_FLAG_16BIT_sRGB)

        var frame = try PictureFault.frame(header.width, header.height, hasAlpha ? .rgba : .rgb24)
        let succeeded = frame.withMutablePlane(0) { samples, layout in
            unsafe samples.withUnsafeMutableBytes { buffer in
                unsafe png_image_finish_read(
                    &image, nil, buffer.baseAddress, png_int_32(clamping: layout.stride), nil) != 0
            }
        }
        guard succeeded else { throw unsafe fault(image) }
        frame.colorimetry = header.colorimetry
        return purpose == .display ? try frame.forDisplay() : frame
    }

    private func fault(_ image: png_image) -> PictureFault {
        let text = unsafe withUnsafeBytes(of: image.message) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        // libpng's own words for data that stop too early.
        let isShort =
            text.contains("read beyond end of data") || text.contains("Not enough") || text == "Read Error"
        return PictureFault(isShort ? .truncated : .damaged, "the PNG cannot be decoded: \(text)")
    }
}
