internal import CPNG
public import Libav

/// Writes a picture in sRGB as a PNG file.
///
/// Corresponds to `png_write_info` and `png_write_chunk`. The data are compressed outside libpng, which would take
/// twice as long.
public enum PNGEncoder {
    /// - Parameters:
    ///   - picture: `rgb24`.
    ///   - software: the program that made it, in ASCII; written before the picture itself.
    /// - Returns: the bytes of the file. Its chunk `sRGB` gives the values their meaning.
    /// - Throws: ``LibavError`` if memory is short.
    public static func encode(
        _ picture: borrowing Frame, software: String
    ) throws(LibavError) -> [UInt8] {
        precondition(picture.format == .rgb24, "\(picture.format) instead of rgb24")
        guard let data = Zlib.deflate(filtered(picture).span) else {
            throw LibavError.outOfMemory("isal_deflate_stateless")
        }
        var target = unsafe storymedia_png_bytes(bytes: nil, count: 0, capacity: 0)
        defer { unsafe free(target.bytes) }
        let succeeded = unsafe data.withUnsafeBufferPointer { data in
            unsafe storymedia_png_write(
                &target, UInt32(picture.width), UInt32(picture.height), software, data.baseAddress,
                data.count) != 0
        }
        guard succeeded else { throw LibavError.outOfMemory("png_write_chunk") }
        return unsafe Array(UnsafeBufferPointer(start: target.bytes, count: target.count))
    }

    /// The picture's rows, each preceded by its filter type (PNG 3rd edition, 7.2).
    private static func filtered(_ picture: borrowing Frame) -> [UInt8] {
        picture.withPlane(0) { samples, layout in
            let rowBytes = 3 * layout.width
            let size = layout.height * (rowBytes + 1)
            return unsafe [UInt8](unsafeUninitializedCapacity: size) { target, count in
                unsafe samples.withUnsafeBufferPointer { rows in
                    guard let rows = rows.baseAddress, let target = target.baseAddress else { return }
                    unsafe storymedia_png_filter_up(target, rows, layout.stride, rowBytes, layout.height)
                    count = size
                }
            }
        }
    }

    /// The software that a PNG file names as its maker; nil if it is not a PNG, or names none before its picture (PNG
    /// 3rd edition, 5.3 and 11.3.3.3).
    ///
    /// - Parameter head: the beginning of the file.
    public static func software(in head: [UInt8]) -> String? {
        let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        guard head.starts(with: signature) else { return nil }
        let keyword = Array("Software\0".utf8)
        var start = signature.count
        while head.count - start >= 12 {
            let length = head[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
            let kind = head[start + 4..<start + 8]
            guard !kind.elementsEqual("IDAT".utf8), length <= head.count - start - 12 else { return nil }
            let data = head[start + 8..<start + 8 + length]
            if kind.elementsEqual("tEXt".utf8), data.starts(with: keyword) {
                return String(decoding: data.dropFirst(keyword.count), as: UTF8.self)
            }
            start += 12 + length
        }
        return nil
    }
}
