/// An image file directory (TIFF 6.0, section 2): tags with their values.
struct TIFFDirectory {
    /// The entry of a tag. Its value is in its last four bytes, or at the offset that these hold.
    private struct Entry {
        var type: UInt16
        var count: UInt32
        var valuePosition: Int64
    }

    private let source: ByteSource
    private let byteOrder: ByteOrder
    private var entries: [UInt16: Entry] = [:]
    /// Whether the file ends inside the directory.
    private(set) var isCutOff = false

    /// Reads as much of a directory as is there.
    ///
    /// - Throws: ``HeaderError`` if the directory begins outside the source, or the source cannot be read.
    init(_ source: ByteSource, at offset: Int64, _ byteOrder: ByteOrder) throws(HeaderError) {
        self.source = source
        self.byteOrder = byteOrder
        var cursor = ByteCursor(source, from: offset, byteOrder)
        for _ in 0..<(try cursor.uint16()) {
            guard cursor.remaining >= 12 else {
                isCutOff = true
                return
            }
            let tag = try cursor.uint16()
            let entry = Entry(
                type: try cursor.uint16(), count: try cursor.uint32(), valuePosition: cursor.position)
            // The first entry of a tag counts, as in libexif and browsers.
            if entries[tag] == nil { entries[tag] = entry }
            try cursor.skip(4)
        }
    }

    /// Whether a tag has an entry.
    func contains(_ tag: UInt16) -> Bool { entries[tag] != nil }

    /// The value of a tag with one number; nil if the tag is missing or holds something else.
    ///
    /// For each tag the standard says SHORT or LONG, but some writers use the other type.
    func number(_ tag: UInt16) -> Int? {
        guard let entry = entries[tag] else { return nil }
        var cursor = ByteCursor(source, from: entry.valuePosition, byteOrder)
        switch entry.type {
        case 3: return (try? cursor.uint16()).map { Int($0) }
        case 4: return (try? cursor.uint32()).map { Int($0) }
        default: return nil
        }
    }

    /// The bytes of a tag's value, at most `maximum`; nil if the tag is missing or its value lies outside the source.
    func bytes(_ tag: UInt16, maximum: Int) -> [UInt8]? {
        guard let entry = entries[tag], let start = start(entry) else { return nil }
        return try? source.bytes(at: start, count: min(Int(entry.count), maximum))
    }

    /// A tag's value as text up to its first zero, from at most 256 bytes; nil if it is not text (type ASCII).
    func text(_ tag: UInt16) -> String? {
        guard entries[tag]?.type == 2, let bytes = bytes(tag, maximum: 256) else { return nil }
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// The directory at the offset in a tag's value; nil if the tag or the directory is missing.
    func directory(_ tag: UInt16) -> TIFFDirectory? {
        number(tag).flatMap { try? TIFFDirectory(source, at: Int64($0), byteOrder) }
    }

    /// The offset of a value of single bytes. Up to four bytes are in the entry itself.
    private func start(_ entry: Entry) -> Int64? {
        if entry.count <= 4 { return entry.valuePosition }
        var cursor = ByteCursor(source, from: entry.valuePosition, byteOrder)
        return (try? cursor.uint32()).map { Int64($0) }
    }
}
