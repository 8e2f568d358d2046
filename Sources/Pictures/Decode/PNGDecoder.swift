internal import CPNG
internal import Libav

/// Decodes a PNG file with libpng, as far as its data go.
///
/// Colours stay as stored; ``PictureHeader`` has what the file says about them.
///
/// Corresponds to `png_read_row`.
struct PNGDecoder {
    let file: PictureFile
    let header: PictureHeader

    func decode() throws(PictureFault) -> DecodedPicture {
        // After a conversion, the coarse steps of 8 bits would be visible. So 16 bits stay until it is done.
        let isDeep = header.isDeep && header.profile != nil
        let format: PixelFormat = isDeep ? .rgba64 : header.hasAlpha ? .rgba : .rgb24
        var frame = try PictureFault.frame(header.width, header.height, format)
        let layout = storymedia_png_layout(
            width: UInt32(header.width), height: UInt32(header.height), has_alpha: format == .rgb24 ? 0 : 1,
            is_deep: isDeep ? 1 : 0)
        let rows = frame.withMutablePlane(0) { samples, plane in
            // Missing parts of the picture are grey.
            for index in samples.indices { samples[index] = 128 }
            return read(layout, &samples, stride: plane.stride)
        }
        frame.colorimetry = header.colorimetry
        let missing = 1 - Double(rows) / Double(header.height)
        return DecodedPicture(
            frame: frame, notes: try PictureNote.notes(missing: missing, damaged: 0, format: "PNG"))
    }

    /// - Returns: how many rows were read.
    private func read(
        _ layout: storymedia_png_layout, _ samples: inout MutableSpan<UInt8>, stride: Int
    ) -> Int {
        let bytes = unsafe file.memory.assumingMemoryBound(to: UInt8.self)
        return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { message in
            unsafe samples.withUnsafeMutableBufferPointer { target in
                unsafe Int(
                    storymedia_png_read(
                        bytes.baseAddress, bytes.count, layout, target.baseAddress, stride,
                        message.baseAddress, message.count))
            }
        }
    }
}
