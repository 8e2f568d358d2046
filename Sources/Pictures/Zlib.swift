internal import CDeflate

/// The compressed data of PNG files: RFC 1950 around RFC 1951.
///
/// Whole buffers at a time, as libdeflate has it, which takes half of zlib's time for that.
package enum Zlib {
    /// More than any profile of a display or a camera has (a few kilobytes).
    private static let maximumBytes = 1 << 20

    /// Nil where the stream is damaged or holds more than 1 MiB.
    ///
    /// Corresponds to `libdeflate_zlib_decompress`.
    package static func inflate(_ stream: Span<UInt8>) -> [UInt8]? {
        guard let inflater = unsafe libdeflate_alloc_decompressor() else { return nil }
        defer { unsafe libdeflate_free_decompressor(inflater) }
        var isWhole = false
        let result = unsafe [UInt8](unsafeUninitializedCapacity: maximumBytes) { buffer, count in
            let result = unsafe stream.withUnsafeBufferPointer { source in
                unsafe libdeflate_zlib_decompress(
                    inflater, source.baseAddress, source.count, buffer.baseAddress, buffer.count, &count)
            }
            isWhole = result == LIBDEFLATE_SUCCESS
            if !isWhole { count = 0 }
        }
        return isWhole ? result : nil
    }

    /// Compresses as fast as can be; nil where memory is short.
    ///
    /// Corresponds to `libdeflate_zlib_compress`.
    package static func deflate(_ bytes: Span<UInt8>) -> [UInt8]? {
        // Of all levels this takes the least time for frames of video, and the files are hardly larger.
        guard let deflater = unsafe libdeflate_alloc_compressor(1) else { return nil }
        defer { unsafe libdeflate_free_compressor(deflater) }
        let bound = unsafe libdeflate_zlib_compress_bound(deflater, bytes.count)
        return unsafe [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            count = unsafe bytes.withUnsafeBufferPointer { source in
                unsafe libdeflate_zlib_compress(
                    deflater, source.baseAddress, source.count, buffer.baseAddress, buffer.count)
            }
        }
    }
}
