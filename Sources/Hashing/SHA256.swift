internal import CNettle

/// SHA-256 (FIPS 180-4) of data that arrives in pieces.
///
/// Corresponds to `sha256_ctx` of Nettle, which uses the processor's SHA instructions if available.
public struct SHA256: ~Copyable {
    private var context = sha256_ctx()

    public init() {
        unsafe nettle_sha256_init(&context)
    }

    /// Adds data to the hash.
    public mutating func update(_ bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return }
            unsafe nettle_sha256_update(&context, bytes.count, start)
        }
    }

    /// The hash of all data, as 64 hexadecimal digits in lower case.
    public consuming func finish() -> String {
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_SIZE))
        unsafe nettle_sha256_digest(&context, digest.count, &digest)
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(2 * digest.count)
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
