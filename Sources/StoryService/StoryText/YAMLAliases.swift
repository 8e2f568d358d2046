/// Repeated parts of a YAML text, which are not taken.
enum YAMLAliases {
    static let refusal = "an anchor or alias, which a story cannot have: write the value out"

    /// The first of more aliases than the YAML library may be given: it takes time that doubles with each
    /// where they are keys.
    ///
    /// Fewer are refused when the text has been parsed. A text in which so many only seem to be there,
    /// within quotes, is no story either.
    static func first(in bytes: [UInt8]) -> (line: Int, column: Int)? {
        var anchors: Set<[UInt8]> = []
        var first: (line: Int, column: Int)?
        var count = 0
        var (line, column) = (1, 0)
        var previous = UInt8(ascii: " ")
        for (index, byte) in bytes.enumerated() {
            if byte & 0xc0 != 0x80 { column += 1 }
            if byte == UInt8(ascii: "\n") { (line, column) = (line + 1, 0) }
            defer { previous = byte }
            guard byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*"), beginsNode(after: previous) else {
                continue
            }
            let name = Array(bytes[(index + 1)...].prefix(maximumName).prefix(while: isNameByte))
            if name.isEmpty { continue }
            if byte == UInt8(ascii: "&") {
                anchors.insert(name)
            } else if anchors.contains(name) {
                count += 1
                first = first ?? (line, column)
                if count > maximumCount { return first }
            }
        }
        return nil
    }

    private static let maximumCount = 6

    /// Longer names that begin alike count as one.
    private static let maximumName = 64

    private static func beginsNode(after byte: UInt8) -> Bool {
        // Some of the bytes that are not ASCII end a line, too.
        byte <= UInt8(ascii: " ") || byte >= 0x80 || "[]{},:?-".utf8.contains(byte)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte)
            || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
    }
}
