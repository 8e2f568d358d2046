internal import CNettle

/// A message authentication code based on SHA-256 (HMAC, RFC 2104 and FIPS 198-1). Only the holder of the key can make
/// it.
///
/// Corresponds to `hmac_sha256_ctx` of Nettle.
public struct HMACSHA256: ~Copyable {
    private var context = hmac_sha256_ctx()

    /// - Parameter key: at least as many bytes as the hash has, 32.
    public init(key: [UInt8]) {
        unsafe nettle_hmac_sha256_set_key(&context, key.count, key)
    }

    /// Adds data to the message.
    public mutating func update(_ bytes: [UInt8]) {
        unsafe nettle_hmac_sha256_update(&context, bytes.count, bytes)
    }

    /// Adds one of several fields: its length as eight bytes, then its bytes. Different lists of fields thus never give
    /// the same message.
    public mutating func update(field bytes: [UInt8]) {
        var length = UInt64(bytes.count).bigEndian
        update(unsafe withUnsafeBytes(of: &length) { unsafe Array($0) })
        update(bytes)
    }

    /// The 32-byte code of the whole message.
    public consuming func finish() -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_SIZE))
        unsafe nettle_hmac_sha256_digest(&context, digest.count, &digest)
        return digest
    }

    /// Whether two codes are equal, in a time that does not reveal where they differ.
    public static func areEqual(_ code: [UInt8], _ other: [UInt8]) -> Bool {
        code.count == other.count && zip(code, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
