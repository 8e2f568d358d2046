/// Four bytes that name a chunk or a box.
struct FourCC: Hashable, ExpressibleByStringLiteral {
    let value: UInt32

    init(stringLiteral text: StaticString) {
        var value: UInt32 = 0
        text.withUTF8Buffer { for byte in unsafe $0 { value = value << 8 | UInt32(byte) } }
        self.value = value
    }

    init?(_ bytes: Span<UInt8>, at offset: Int) {
        guard let value = bytes.integer(at: offset, size: 4) else { return nil }
        self.value = UInt32(value)
    }
}
