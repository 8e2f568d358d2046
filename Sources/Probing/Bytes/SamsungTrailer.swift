package import Containers

/// The directory at the end of files from Samsung's cameras ("SEF"). It lists slow motion segments of videos and the
/// moving part of photos.
///
/// The last eight bytes are the directory's length and `SEFT`. Before them come `SEFH`, a version, a count, and for
/// each entry its type, its distance before `SEFH` and its size. All numbers are little-endian. Follows
/// androidx.media3's `SefReader`; Samsung has published no description.
package struct SamsungTrailer {
    enum EntryType: UInt16 {
        /// `SlowMotion_Data`: segments as text.
        case slowMotion = 0x0890
        /// `MotionPhoto_Data`: an MP4 file.
        case motionPhoto = 0x0A30
    }

    private let source: ByteSource
    /// The byte range of each entry's data, after its type and name.
    private var entries: [UInt16: Range<Int64>] = [:]

    /// - Parameter end: where the trailer ends, in bytes from the start of the file.
    /// - Returns: nil if it is missing.
    /// - Throws: ``HeaderError`` if the trailer is damaged.
    package init?(_ source: ByteSource, end: Int64) throws(HeaderError) {
        self.source = source
        guard end >= 20 else { return nil }
        var tail = ByteCursor(source, (end - 8)..<end, .littleEndian)
        let length = Int64(try tail.uint32())
        guard try tail.fourCC() == "SEFT" else { return nil }
        let start = end - 8 - length
        guard start >= 0 else { throw Self.damaged }
        var cursor = ByteCursor(source, start..<(end - 8), .littleEndian)
        guard try cursor.fourCC() == "SEFH" else { throw Self.damaged }
        try cursor.skip(4)
        let count = try cursor.uint32()
        // Samsung's files have about ten entries.
        for _ in 0..<min(count, 256) {
            try cursor.skip(2)
            let type = try cursor.uint16()
            let distance = Int64(try cursor.uint32())
            let size = Int64(try cursor.uint32())
            let entryStart = start - distance
            guard entryStart >= 0, size <= distance else { throw Self.damaged }
            var entry = ByteCursor(source, entryStart..<(entryStart + size), .littleEndian)
            try entry.skip(4)
            let nameLength = Int64(try entry.uint32())
            try entry.skip(nameLength)
            entries[type] = entry.position..<entry.end
        }
    }

    private static let damaged = HeaderError(.malformed, "The trailer of a Samsung camera is damaged.")

    /// The byte range of an entry's data; nil if there is no such entry.
    func range(of type: EntryType) -> Range<Int64>? { entries[type.rawValue] }

    /// An entry's data as text; nil if there is no such entry.
    func text(of type: EntryType) throws(HeaderError) -> String? {
        guard let range = range(of: type) else { return nil }
        // Segments take about 15 bytes each; cameras write a handful.
        let bytes = try source.bytes(at: range.lowerBound, count: min(range.count, 4_096))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Parses `start:end:mode*start:end:mode…`. Times are in milliseconds; each step of the mode halves the speed (1 is
    /// normal speed, 2 half, 4 an eighth).
    ///
    /// - Returns: an empty array if the text has another form.
    static func segments(_ text: String) -> [SlowMotion.Segment] {
        var segments: [SlowMotion.Segment] = []
        for part in text.split(separator: "*") {
            let numbers = part.split(separator: ":").map { Int32($0) }
            // Cameras use modes up to 4; 8 would be 1/128 of the speed.
            guard numbers.count == 3, let start = numbers[0], let end = numbers[1], let mode = numbers[2],
                start >= 0, end > start, (1...8).contains(mode)
            else { return [] }
            segments.append(
                SlowMotion.Segment(
                    start: Double(start) / 1000, end: Double(end) / 1000, divisor: 1 << (mode - 1)))
        }
        return segments
    }
}
