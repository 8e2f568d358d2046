/// A range of a font's bytes, whose numbers are big-endian (OpenType 1.9, "Data Types").
///
/// Each read is checked against the end of the range.
struct TableBytes {
    private let bytes: [UInt8]
    /// In bytes of the font.
    let range: Range<Int>
    /// The table's tag, for messages.
    let name: String

    /// - Parameter range: within the array.
    init(_ bytes: [UInt8], _ range: Range<Int>, name: String) {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
        self.bytes = bytes
        self.range = range
        self.name = name
    }

    var count: Int { range.count }

    /// The rest of the range from an offset.
    func rest(from offset: Int) throws(HeaderError) -> TableBytes {
        guard offset >= 0, offset <= count else { throw ended }
        return TableBytes(bytes, (range.lowerBound + offset)..<range.upperBound, name: name)
    }

    func uint8(at offset: Int) throws(HeaderError) -> Int {
        guard offset >= 0, offset < count else { throw ended }
        return Int(bytes[range.lowerBound + offset])
    }

    func uint16(at offset: Int) throws(HeaderError) -> Int {
        guard offset >= 0, offset <= count - 2 else { throw ended }
        let start = range.lowerBound + offset
        return Int(bytes[start]) << 8 | Int(bytes[start + 1])
    }

    func int16(at offset: Int) throws(HeaderError) -> Int {
        Int(Int16(truncatingIfNeeded: try uint16(at: offset)))
    }

    func uint32(at offset: Int) throws(HeaderError) -> Int {
        (try uint16(at: offset)) << 16 | (try uint16(at: offset + 2))
    }

    /// A number of 16 bits before the point and 16 after it.
    func fixed(at offset: Int) throws(HeaderError) -> Double {
        Double(Int32(truncatingIfNeeded: try uint32(at: offset))) / 65_536
    }

    /// An unsigned number of 1 to 4 bytes.
    func unsigned(at offset: Int, bytes size: Int) throws(HeaderError) -> Int {
        var value = 0
        for index in 0..<size { value = value << 8 | (try uint8(at: offset + index)) }
        return value
    }

    /// The bytes of a part.
    func part(_ offset: Int, _ count: Int) throws(HeaderError) -> ArraySlice<UInt8> {
        guard offset >= 0, count >= 0, offset <= self.count - count else { throw ended }
        let start = range.lowerBound + offset
        return bytes[start..<(start + count)]
    }

    /// Ensures that the table has a number of bytes.
    func require(_ wanted: Int) throws(HeaderError) {
        guard count >= wanted else { throw ended }
    }

    private var ended: HeaderError { broken("ends too early") }

    /// The error of a table that contradicts itself or another one.
    ///
    /// - Parameter what: the sentence about the table, without its subject.
    func broken(_ what: String) -> HeaderError {
        HeaderError(.malformed, "The font is damaged: its table \"\(name)\" \(what).")
    }
}
