internal import CFFmpeg

/// SHA-256 (FIPS 180-4) of data that arrives in pieces.
///
/// Corresponds to `AVSHA`.
@safe public struct SHA256: ~Copyable {
    // OpaquePointer: the type's fields are private to libavutil. Allocated by `av_sha_alloc`,
    // freed with `av_free` (libavutil/sha.h).
    private let context: OpaquePointer

    public init() {
        guard let context = unsafe av_sha_alloc() else { fatalError("out of memory") }
        unsafe self.context = context
        // Fails only for a number of bits that the algorithm does not know.
        unsafe _ = av_sha_init(context, 256)
    }

    deinit { unsafe av_free(UnsafeMutableRawPointer(context)) }

    /// Adds data to what is hashed.
    public mutating func update(_ bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return }
            unsafe av_sha_update(context, start, bytes.count)
        }
    }

    /// The hash of everything added, as 64 hexadecimal digits in lower case.
    public consuming func finish() -> String {
        var digest = [UInt8](repeating: 0, count: 32)
        unsafe av_sha_final(context, &digest)
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(64)
        for byte in digest { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }

    /// The hash of a text's UTF-8 bytes.
    public static func hash(_ text: String) -> String {
        var hash = SHA256()
        hash.update(Array(text.utf8).span)
        return hash.finish()
    }
}
