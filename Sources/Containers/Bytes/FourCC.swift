/// Four characters that name a box, a brand, a codec or a handler.
package struct FourCC: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }
}

extension FourCC: ExpressibleByStringLiteral {
    package init(stringLiteral text: StaticString) {
        precondition(text.utf8CodeUnitCount == 4, "\(text) is not four characters long")
        rawValue = text.description.utf8.reduce(0) { $0 << 8 | UInt32($1) }
    }
}

extension FourCC: CustomStringConvertible {
    /// The characters, with a dot for each unprintable one.
    package var description: String {
        String(
            (0..<4).map { index -> Character in
                let byte = UInt8(truncatingIfNeeded: rawValue >> (8 * (3 - UInt32(index))))
                return (0x20..<0x7F).contains(byte) ? Character(Unicode.Scalar(byte)) : "."
            })
    }
}
