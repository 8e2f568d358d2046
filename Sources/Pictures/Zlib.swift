internal import CDeflate

/// The compressed data of PNG files: RFC 1950 around RFC 1951.
///
/// Works on whole buffers. ISA-L compresses, in a quarter of zlib's time. zlib decompresses: no other library has read
/// more files from outside.
package enum Zlib {
    /// Larger than any profile: the largest, a few for print, have two or three MiB.
    package static let largestProfile = 4 << 20

    /// Decompresses; nil if the stream is damaged or holds more than a number of bytes.
    ///
    /// Corresponds to `uncompress`.
    package static func inflate(_ stream: Span<UInt8>, limit: Int = largestProfile) -> [UInt8]? {
        var isWhole = false
        let result = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            var written = uLongf(buffer.count)
            let result = unsafe stream.withUnsafeBufferPointer { source in
                unsafe uncompress(buffer.baseAddress, &written, source.baseAddress, uLong(source.count))
            }
            isWhole = result == Z_OK
            count = isWhole ? Int(written) : 0
        }
        return isWhole ? result : nil
    }

    /// The checksum of PNG's chunks.
    ///
    /// Corresponds to `crc32_z`.
    static func checksum(_ bytes: Span<UInt8>) -> UInt32 {
        unsafe bytes.withUnsafeBufferPointer { unsafe UInt32(crc32_z(0, $0.baseAddress, $0.count)) }
    }

    /// Compresses as fast as possible; nil if memory is short, or for more than 4 GiB.
    ///
    /// Corresponds to `isal_deflate_stateless`.
    package static func deflate(_ bytes: Span<UInt8>) -> [UInt8]? {
        let bound = storymedia_deflate_bound(bytes.count)
        let stream = unsafe [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            count = unsafe bytes.withUnsafeBufferPointer { source in
                unsafe storymedia_deflate(source.baseAddress, source.count, buffer.baseAddress, buffer.count)
            }
        }
        return stream.isEmpty ? nil : stream
    }
}
