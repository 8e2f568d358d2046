internal import CWebP
internal import Libav

/// Decodes a still WebP file with libwebp.
///
/// Corresponds to `WebPDecodeRGBAInto` and `WebPDecodeRGBInto`.
struct WebPDecoder {
    let file: PictureFile
    let header: PictureHeader

    func decode() throws(PictureFault) -> DecodedPicture {
        let hasAlpha = header.hasAlpha
        let data = unsafe file.memory.assumingMemoryBound(to: UInt8.self)
        var width: Int32 = 0
        var height: Int32 = 0
        guard unsafe WebPGetInfo(data.baseAddress, data.count, &width, &height) != 0,
            Int(width) == header.width, Int(height) == header.height
        else { throw PictureFault(.damaged, "the WebP's picture has not the size that its header says") }

        var frame = try PictureFault.frame(header.width, header.height, hasAlpha ? .rgba : .rgb24)
        let succeeded = frame.withMutablePlane(0) { samples, layout in
            unsafe samples.withUnsafeMutableBufferPointer { buffer in
                let decode = unsafe hasAlpha ? WebPDecodeRGBAInto : WebPDecodeRGBInto
                let end = unsafe decode(
                    data.baseAddress, data.count, buffer.baseAddress, buffer.count, Int32(layout.stride))
                return unsafe end != nil
            }
        }
        guard succeeded else {
            throw PictureFault(.damaged, "the WebP cannot be decoded: its data is damaged")
        }
        frame.colorimetry = header.colorimetry
        return DecodedPicture(frame: frame)
    }
}
