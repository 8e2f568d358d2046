/// Four bytes that name a chunk or a box.
struct FourCC: Hashable, ExpressibleByStringLiteral {
    let value: UInt32

    init(stringLiteral text: String) {
        value = text.utf8.reduce(0) { $0 << 8 | UInt32($1) }
    }

    init?(_ bytes: Span<UInt8>, at offset: Int) {
        guard let value = bytes.integer(at: offset, size: 4) else { return nil }
        self.value = UInt32(value)
    }
}
