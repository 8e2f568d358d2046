internal import Containers

/// Reads that return nil past the end, for parsers of untrusted files.
extension Span where Element == UInt8 {
    /// An unsigned integer of `size` bytes; nil if it does not lie within the span or does not fit in an `Int`.
    func integer(at offset: Int, size: Int, _ order: ByteOrder = .bigEndian) -> Int? {
        guard offset >= 0, size <= 8, size <= count, offset <= count - size else { return nil }
        var value: UInt64 = 0
        for index in 0..<size {
            let place = order == .bigEndian ? index : size - 1 - index
            value = value << 8 | UInt64(self[offset + place])
        }
        return Int(exactly: value)
    }

    func byte(at offset: Int) -> UInt8? {
        indices.contains(offset) ? self[offset] : nil
    }

    func hasBytes(_ expected: some Collection<UInt8>, at offset: Int) -> Bool {
        guard offset >= 0, expected.count <= count, offset <= count - expected.count else { return false }
        var index = offset
        for byte in expected {
            if self[index] != byte { return false }
            index += 1
        }
        return true
    }

    func hasText(_ text: String, at offset: Int) -> Bool {
        hasBytes(text.utf8, at: offset)
    }

    /// The bytes of a range, as far as they exist.
    func bytes(_ range: Range<Int>) -> [UInt8] {
        unsafe extracting(range.clamped(to: indices)).withUnsafeBufferPointer { unsafe Array($0) }
    }
}

extension FourCC {
    /// The four characters at a place; nil where they do not lie within the span.
    init?(_ bytes: Span<UInt8>, at offset: Int) {
        guard let value = bytes.integer(at: offset, size: 4) else { return nil }
        self.init(rawValue: UInt32(value))
    }
}
