/// The lines of a subtitle file.
///
/// Lines end with LF, CR or both. The text is UTF-8, with or without a byte order mark, or UTF-16 with one, as Windows
/// writes it.
struct SubtitleLines {
    private let bytes: [UInt8]
    private var place = 0
    /// The number of the line read last, from 1.
    private(set) var number = 0
    private var returned: String?

    /// - Throws: ``SubtitleError`` if the text is in UTF-32, invalid UTF-16, or UTF-16 without a byte order mark.
    ///   ``next()`` checks UTF-8 line by line.
    init(_ bytes: [UInt8]) throws(SubtitleError) {
        let start = Array(bytes.prefix(4))
        guard start != [0xff, 0xfe, 0, 0], start != [0, 0, 0xfe, 0xff] else {
            throw SubtitleError(line: nil, reason: "It is text in UTF-32. Save the file as UTF-8.")
        }
        switch (bytes.first, bytes.dropFirst().first) {
        case (0xff, 0xfe): self.bytes = try Self.utf8(ofUTF16: bytes, isBigEndian: false)
        case (0xfe, 0xff): self.bytes = try Self.utf8(ofUTF16: bytes, isBigEndian: true)
        default:
            guard !Self.isUTF16(bytes) else {
                throw SubtitleError(
                    line: nil,
                    reason: "It is text in UTF-16 without a byte order mark. Save the file as UTF-8.")
            }
            self.bytes = bytes
            place = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
        }
    }

    /// The next line without its line ending; nil after the last.
    ///
    /// - Throws: ``SubtitleError`` if the line is not valid UTF-8.
    mutating func next() throws(SubtitleError) -> String? {
        if let line = returned.take() { return line }
        guard place < bytes.count else { return nil }
        let start = place
        while place < bytes.count, bytes[place] != 10, bytes[place] != 13 { place += 1 }
        let line = bytes[start..<place]
        if place < bytes.count {
            place += bytes[place] == 13 && place + 1 < bytes.count && bytes[place + 1] == 10 ? 2 : 1
        }
        number += 1
        guard let text = String(validating: line, as: UTF8.self) else {
            throw failure(
                "It is not UTF-8 text; its encoding may be older, such as Windows-1252. Save the file as UTF-8."
            )
        }
        return text
    }

    /// Makes ``next()`` return its last line again.
    mutating func putBack(_ line: String) { returned = line }

    /// An error in the line read last.
    func failure(_ reason: String) -> SubtitleError { SubtitleError(line: number, reason: reason) }

    /// Whether nearly every other one of the first bytes is zero, as with Latin letters of two bytes.
    private static func isUTF16(_ bytes: [UInt8]) -> Bool {
        let start = bytes.prefix(64)
        return start.count >= 4 && start.count { $0 == 0 } * 5 >= start.count * 2
    }

    private static func utf8(
        ofUTF16 bytes: [UInt8], isBigEndian: Bool
    ) throws(SubtitleError) -> [UInt8] {
        let units = stride(from: 2, to: bytes.count - 1, by: 2).map { place in
            let pair = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
            return isBigEndian ? pair.0 << 8 | pair.1 : pair.1 << 8 | pair.0
        }
        guard bytes.count.isMultiple(of: 2), let text = String(validating: units, as: UTF16.self) else {
            throw SubtitleError(
                line: nil, reason: "It begins as UTF-16, but not all of it is UTF-16. Save the file as UTF-8."
            )
        }
        return Array(text.utf8)
    }
}
