internal import Containers

extension Completeness {
    /// Checks the length in a RIFF file's header. An AVI file of more than 1 GB has several such pieces (OpenDML AVI
    /// 1.02, 3.0).
    static func riff(_ source: ByteSource) throws(HeaderError) -> Completeness {
        var cursor = ByteCursor(source, from: 0, .littleEndian)
        var isFirst = true
        while try cursor.takes("RIFF".utf8) {
            let length = try cursor.uint32()
            // A recorder that writes into a pipe cannot know the length.
            if length == 0 || length == .max { return .plausible }
            guard Int64(length) <= cursor.remaining else {
                return .incomplete(
                    "It has \(source.count) bytes of at least \(cursor.position + Int64(length)).")
            }
            try cursor.skip(Int64(length))
            // Pieces start at even offsets.
            if length % 2 == 1, cursor.remaining > 0 { try cursor.skip(1) }
            isFirst = false
            if cursor.remaining < 12 { break }
        }
        return isFirst ? .plausible : .whole
    }

    /// Checks the length of the segment (RFC 9559, 4.5; RFC 8794, 6), which a live recording does not know.
    static func matroska(_ source: ByteSource) throws(HeaderError) -> Completeness {
        var cursor = ByteCursor(source, from: 4)
        guard let header = try ebmlLength(&cursor) else { return .plausible }
        try cursor.skip(Int64(clamping: header))
        if cursor.remaining < 4 { return .incomplete("It ends before its first part does.") }
        guard try cursor.takes([0x18, 0x53, 0x80, 0x67]) else { return .plausible }
        guard let length = try ebmlLength(&cursor) else { return .plausible }
        guard Int64(clamping: length) <= cursor.remaining else {
            let whole = cursor.position + Int64(clamping: length)
            return .incomplete("It has \(source.count) of \(whole) bytes.")
        }
        // A muxer reserves space for the length and fills it in at the end.
        return length == 0 ? .incomplete("Its length has not been written yet.") : .whole
    }

    /// A variable-size integer: one zero bit for each further byte, a one, then the number. Nil if all bits of the
    /// number are set, which means that the length is unknown.
    private static func ebmlLength(_ cursor: inout ByteCursor) throws(HeaderError) -> UInt64? {
        let first = try cursor.uint8()
        let further = first.leadingZeroBitCount
        guard further < 8 else { throw HeaderError(.malformed, "A length has more than 8 bytes.") }
        var value = UInt64(first) & (0x7F >> UInt64(further))
        for _ in 0..<further { value = value << 8 | UInt64(try cursor.uint8()) }
        let allSet = UInt64(1) << UInt64(7 * (further + 1)) - 1
        return value == allSet ? nil : value
    }

    /// Expects whole packets of 188 bytes (ISO/IEC 13818-1, 2.4.3.2), or 192 in AVCHD, which puts a time stamp before
    /// each.
    static func transportStream(_ source: ByteSource, _ head: [UInt8]) -> Completeness {
        let packet: Int64 = head.first == 0x47 ? 188 : 192
        return source.count % packet == 0
            ? .plausible : .incomplete("It ends in the middle of a packet.")
    }

    /// Looks for the last page, which is marked as such (RFC 3533, 6).
    static func ogg(_ source: ByteSource) throws(HeaderError) -> Completeness {
        // The longest page has a header of 27 + 255 and 255 × 255 bytes of data.
        let tail = try source.bytes(at: max(0, source.count - 65_307), count: Int(min(source.count, 65_307)))
        let capture = Array("OggS".utf8)
        guard tail.count >= 27,
            let page = (0...(tail.count - 27)).last(where: { tail[$0..<($0 + 4)].elementsEqual(capture) })
        else { return .plausible }
        return tail[page + 5] & 0x04 == 0 ? .plausible : .whole
    }
}
