internal import CZlib

/// Decompression of what PNG keeps compressed beside its picture.
package enum Zlib {
    /// More than any profile of a display or a camera has (a few kilobytes).
    private static let maximumBytes = 1 << 20

    /// Nil where the stream is damaged or larger than ``maximumBytes``.
    ///
    /// Corresponds to `uncompress`.
    package static func inflate(_ stream: Span<UInt8>) -> [UInt8]? {
        var isWhole = false
        let result = unsafe [UInt8](unsafeUninitializedCapacity: maximumBytes) { buffer, count in
            var length = uLongf(buffer.count)
            let status = unsafe stream.withUnsafeBufferPointer { source in
                unsafe uncompress(buffer.baseAddress, &length, source.baseAddress, uLong(source.count))
            }
            isWhole = status == Z_OK
            count = isWhole ? Int(length) : 0
        }
        return isWhole ? result : nil
    }
}
