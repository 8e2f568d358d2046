/// Reads WebVTT (W3C WebVTT, 6.1, "WebVTT file parsing").
///
/// Unlike the standard, which skips invalid times, this parser throws an error: a story must not lack a sentence.
struct WebVTTParser {
    private var lines: SubtitleLines
    private var cues: [SubtitleCue] = []

    init(_ lines: SubtitleLines) { self.lines = lines }

    /// Whether a file that begins with this line is WebVTT.
    static func isHeader(_ line: String) -> Bool {
        guard line.utf8.starts(with: "WEBVTT".utf8) else { return false }
        return line.utf8.dropFirst(6).first.map { $0 == 32 || $0 == 9 } ?? true
    }

    /// - Throws: ``SubtitleError`` with the line, counted from 1.
    consuming func read() throws(SubtitleError) -> [SubtitleCue] {
        var parser = self
        // The header may hold metadata such as the language.
        try parser.skipBlock()
        while let line = try parser.lines.next() {
            if !line.isEmpty { try parser.readBlock(line) }
        }
        return parser.cues
    }

    private mutating func readBlock(_ first: String) throws(SubtitleError) {
        if Self.isTimed(first) { return try readCue(first) }
        // A line that does not begin a comment, style or region is a cue's name.
        if !Self.isOther(first), let second = try lines.next() {
            if Self.isTimed(second) { return try readCue(second) }
            lines.putBack(second)
        }
        try skipBlock()
    }

    private static func isTimed(_ line: String) -> Bool {
        CueTiming.isMeant(line) || CueTiming.beginsLikeOne(line)
    }

    private static func isOther(_ line: String) -> Bool {
        ["NOTE", "STYLE", "REGION"].contains { word in
            guard line.utf8.starts(with: word.utf8) else { return false }
            return line.utf8.dropFirst(word.utf8.count).first.map { $0 == 32 || $0 == 9 } ?? true
        }
    }

    private mutating func readCue(_ line: String) throws(SubtitleError) {
        let timing = try lines.timing(line)
        let number = lines.number
        var text: [String] = []
        while let line = try lines.next(), !line.isEmpty {
            if CueTiming.isMeant(line) {
                lines.putBack(line)
                break
            }
            text.append(line)
        }
        cues.append(SubtitleCue(timing, text: text, number: number))
    }

    /// Skips lines up to a blank one, or to a cue's times.
    private mutating func skipBlock() throws(SubtitleError) {
        while let line = try lines.next(), !line.isEmpty {
            if CueTiming.isMeant(line) { return lines.putBack(line) }
        }
    }
}
