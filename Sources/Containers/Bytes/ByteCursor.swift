/// Reads numbers one after the other from a range of a ``ByteSource``.
///
/// Each read is checked against the end of the range, so no length in a file can lead outside the structure that
/// contains it.
package struct ByteCursor {
    package let source: ByteSource
    package private(set) var position: Int64
    /// The first byte after the range.
    package let end: Int64
    package var byteOrder: ByteOrder

    /// - Parameter range: cut to the bounds of the source.
    package init(_ source: ByteSource, _ range: Range<Int64>, _ byteOrder: ByteOrder = .bigEndian) {
        self.source = source
        self.byteOrder = byteOrder
        end = max(0, min(range.upperBound, source.count))
        position = max(0, min(range.lowerBound, end))
    }

    /// Reads from a position to the end of the source; reads nothing if the position is outside.
    package init(_ source: ByteSource, from start: Int64 = 0, _ byteOrder: ByteOrder = .bigEndian) {
        self.init(source, start..<max(start, source.count), byteOrder)
    }

    /// The bytes left in the range.
    package var remaining: Int64 { end - position }

    package mutating func uint8() throws(HeaderError) -> UInt8 {
        guard position < end else { throw .truncated(at: end) }
        let byte = try source.byte(at: position)
        position += 1
        return byte
    }

    package mutating func uint16() throws(HeaderError) -> UInt16 { UInt16(try unsigned(bytes: 2)) }
    package mutating func uint24() throws(HeaderError) -> UInt32 { UInt32(try unsigned(bytes: 3)) }
    package mutating func uint32() throws(HeaderError) -> UInt32 { UInt32(try unsigned(bytes: 4)) }
    package mutating func uint64() throws(HeaderError) -> UInt64 { try unsigned(bytes: 8) }
    package mutating func int32() throws(HeaderError) -> Int32 { Int32(bitPattern: try uint32()) }
    package mutating func int64() throws(HeaderError) -> Int64 { Int64(bitPattern: try uint64()) }

    /// Four characters. Their order does not depend on the byte order of numbers.
    package mutating func fourCC() throws(HeaderError) -> FourCC {
        FourCC(rawValue: try bytes(4).reduce(0) { $0 << 8 | UInt32($1) })
    }

    /// An unsigned integer of 0 to 8 bytes.
    package mutating func unsigned(bytes count: Int) throws(HeaderError) -> UInt64 {
        precondition((0...8).contains(count), "a number of \(count) bytes")
        var value: UInt64 = 0
        for index in 0..<count {
            let byte = UInt64(try uint8())
            value |= byte << (8 * (byteOrder == .bigEndian ? count - 1 - index : index))
        }
        return value
    }

    package mutating func bytes(_ count: Int) throws(HeaderError) -> [UInt8] {
        guard count >= 0, Int64(count) <= remaining else { throw .truncated(at: end) }
        let bytes = try source.bytes(at: position, count: count)
        position += Int64(count)
        return bytes
    }

    package mutating func skip(_ count: Int64) throws(HeaderError) {
        guard count >= 0, count <= remaining else { throw .truncated(at: end) }
        position += count
    }

    /// Whether the next bytes are these. If so, moves past them.
    package mutating func takes(_ expected: some Collection<UInt8>) throws(HeaderError) -> Bool {
        guard Int64(expected.count) <= remaining,
            try source.bytes(at: position, count: expected.count).elementsEqual(expected)
        else { return false }
        position += Int64(expected.count)
        return true
    }
}
