internal import CWebP
internal import Libav

/// Decodes a still WebP file with libwebp.
///
/// Corresponds to `WebPINewRGB` and `WebPIUpdate`.
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
        else {
            throw PictureFault(.damaged, "the WebP's picture does not have the size that its header says")
        }

        var frame = try PictureFault.frame(header.width, header.height, hasAlpha ? .rgba : .rgb24)
        let almostAll = file.withBytes { bytes in
            (WebPBitstream.all(in: bytes).first?.end ?? 0) - WebPBitstream.slack
        }
        let (early, status) = frame.withMutablePlane(0) { samples, layout in
            unsafe samples.withUnsafeMutableBufferPointer { buffer in
                guard
                    let decoder = unsafe WebPINewRGB(
                        hasAlpha ? MODE_RGBA : MODE_RGB, buffer.baseAddress, buffer.count,
                        Int32(layout.stride))
                else { return (VP8_STATUS_OUT_OF_MEMORY, VP8_STATUS_OUT_OF_MEMORY) }
                defer { unsafe WebPIDelete(decoder) }
                var early = VP8_STATUS_SUSPENDED
                if almostAll > 0 { unsafe early = WebPIUpdate(decoder, data.baseAddress, almostAll) }
                if early != VP8_STATUS_SUSPENDED { return (early, early) }
                return (early, unsafe WebPIUpdate(decoder, data.baseAddress, data.count))
            }
        }
        guard status == VP8_STATUS_OK else {
            if status == VP8_STATUS_OUT_OF_MEMORY {
                throw PictureFault(.tooLarge(.pixels), "there is not enough memory for the picture")
            }
            throw PictureFault(.damaged, "the WebP cannot be decoded: its data is damaged; send it again")
        }
        frame.colorimetry = header.colorimetry
        return DecodedPicture(frame: frame, notes: early == VP8_STATUS_OK ? [.damaged(nil)] : [])
    }
}
