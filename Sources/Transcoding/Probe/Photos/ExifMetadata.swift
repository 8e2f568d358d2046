/// What EXIF says beside the orientation, which `PictureHeader` knows (EXIF 2.32; TIFF 6.0 for the
/// structure).
package struct ExifMetadata {
    /// Apple's maker note 17: what ties a Live Photo's still to its movie.
    private(set) var contentIdentifier: String?

    private enum Tag {
        static let orientation: UInt16 = 0x0112
        static let exifDirectory: UInt16 = 0x8769
        static let makerNote: UInt16 = 0x927C
        static let appleContentIdentifier: UInt16 = 0x0011
    }

    /// - Parameter bytes: from the TIFF header on, which an `Exif\0\0` may precede.
    /// - Throws: ``HeaderError`` where the header or the main directory is damaged.
    package init(_ bytes: [UInt8]) throws(HeaderError) {
        let tiff = bytes.starts(with: "Exif\0\0".utf8) ? Array(bytes.dropFirst(6)) : bytes
        let source = ByteSource(tiff)
        var cursor = ByteCursor(source)
        cursor.byteOrder = try Self.byteOrder(&cursor)
        guard try cursor.uint16() == 42 else { throw Self.damaged }
        let main = try Self.directory(source, at: Int64(cursor.uint32()), cursor.byteOrder)
        // Some cameras write 0 for an orientation that they do not know.
        if let entry = main[Tag.orientation],
            !(0...8).contains(try Self.number(entry, source, cursor.byteOrder))
        {
            throw Self.damaged
        }
        if let entry = main[Tag.exifDirectory] {
            // A damaged maker note is of no importance.
            contentIdentifier = try? Self.appleIdentifier(entry, source, cursor.byteOrder)
        }
    }

    private static let damaged = HeaderError(.malformed, "The EXIF data are damaged.")

    private static func byteOrder(_ cursor: inout ByteCursor) throws(HeaderError) -> ByteCursor.ByteOrder {
        switch try cursor.bytes(2) {
        case Array("II".utf8): return .littleEndian
        case Array("MM".utf8): return .bigEndian
        default: throw damaged
        }
    }

    /// One entry of a directory; its value is in the last four bytes, or where they point.
    private struct Entry {
        var type: UInt16
        var count: UInt32
        var valuePosition: Int64
    }

    private static func directory(
        _ source: ByteSource, at offset: Int64, _ order: ByteCursor.ByteOrder
    ) throws(HeaderError) -> [UInt16: Entry] {
        var cursor = ByteCursor(source, from: offset, order)
        var entries: [UInt16: Entry] = [:]
        for _ in 0..<(try cursor.uint16()) {
            let tag = try cursor.uint16()
            entries[tag] = Entry(
                type: try cursor.uint16(), count: try cursor.uint32(), valuePosition: cursor.position)
            try cursor.skip(4)
        }
        return entries
    }

    private static func number(
        _ entry: Entry, _ source: ByteSource, _ order: ByteCursor.ByteOrder
    ) throws(HeaderError) -> Int {
        var cursor = ByteCursor(source, from: entry.valuePosition, order)
        switch entry.type {
        case 3: return Int(try cursor.uint16())
        case 4: return Int(try cursor.uint32())
        default: throw damaged
        }
    }

    /// Bytes of an entry that does not fit into four.
    private static func range(
        _ entry: Entry, _ source: ByteSource, _ order: ByteCursor.ByteOrder
    ) throws(HeaderError) -> Range<Int64> {
        var cursor = ByteCursor(source, from: entry.valuePosition, order)
        let start = Int64(try cursor.uint32())
        guard start + Int64(entry.count) <= source.count else { throw damaged }
        return start..<(start + Int64(entry.count))
    }

    /// Apple's maker note: `Apple iOS\0`, two bytes of version, a byte order, a directory whose
    /// offsets count from the note's start.
    private static func appleIdentifier(
        _ exif: Entry, _ source: ByteSource, _ order: ByteCursor.ByteOrder
    ) throws(HeaderError) -> String? {
        let details = try directory(source, at: Int64(number(exif, source, order)), order)
        guard let entry = details[Tag.makerNote] else { return nil }
        let range = try range(entry, source, order)
        let note = ByteSource(try source.bytes(at: range.lowerBound, count: range.count))
        var cursor = ByteCursor(note)
        guard try cursor.takes("Apple iOS\0".utf8) else { return nil }
        try cursor.skip(2)
        let noteOrder = try byteOrder(&cursor)
        let tags = try directory(note, at: cursor.position, noteOrder)
        guard let identifier = tags[Tag.appleContentIdentifier], identifier.type == 2 else { return nil }
        let text = try self.range(identifier, note, noteOrder)
        let bytes = try note.bytes(at: text.lowerBound, count: min(text.count, 256))
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
}
