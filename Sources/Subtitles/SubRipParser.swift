/// Reads SubRip (`.srt`), which has no specification: as programs write it, and people who mend what they wrote.
///
/// A cue's text is what stands before the next times, without the number that belongs to these; it may have
/// blank lines, and the number may be missing.
struct SubRipParser {
    private var lines: SubtitleLines
    private var cues: [SubtitleCue] = []
    private var timing: (CueTiming, number: Int)?
    private var text: [String] = []
    /// A line of digits, of which is not known yet whether it is the number of the next cue.
    private var digits: (text: String, isBehindBlank: Bool)?
    private var isBehindBlank = true

    init(_ lines: SubtitleLines) { self.lines = lines }

    /// - Throws: ``SubtitleError`` with the line, counted from 1.
    consuming func read() throws(SubtitleError) -> [SubtitleCue] {
        var parser = self
        while let line = try parser.lines.next() { try parser.add(String(line.trimmed)) }
        if parser.digits?.isBehindBlank == false { try parser.addDigits() }
        parser.endCue()
        return parser.cues
    }

    private mutating func add(_ line: String) throws(SubtitleError) {
        if CueTiming.isMeant(line) || CueTiming.beginsLikeOne(line) {
            digits = nil
            endCue()
            timing = (try lines.timing(line), lines.number)
        } else if line.isEmpty {
            // The number of a cue may be followed by a blank line, but stands behind one then.
            if digits?.isBehindBlank == false { try addDigits() }
        } else if line.utf8.allSatisfy({ (48...57).contains($0) }) {
            try addDigits()
            digits = (line, isBehindBlank)
        } else {
            try addDigits()
            try addText(line)
        }
        isBehindBlank = line.isEmpty
    }

    private mutating func addDigits() throws(SubtitleError) {
        guard let line = digits.take()?.text, timing != nil else { return }
        try addText(line)
    }

    private mutating func addText(_ line: String) throws(SubtitleError) {
        guard timing != nil else {
            throw lines.failure(
                "Before the first text there must be times such as \"\(CueTiming.example)\", not "
                    + "\"\(line.prefix(60))\".")
        }
        text.append(line)
    }

    private mutating func endCue() {
        guard let (timing, number) = self.timing.take() else { return }
        cues.append(SubtitleCue(timing, text: text, number: number))
        text = []
    }
}

extension SubtitleLines {
    /// The times of a line that is to have them.
    ///
    /// - Throws: ``SubtitleError`` where it has none, or they run backwards.
    func timing(_ line: String) throws(SubtitleError) -> CueTiming {
        guard let timing = CueTiming(line) else {
            throw failure(
                "This must be two times such as \"\(CueTiming.example)\", not \"\(line.prefix(60))\".")
        }
        guard timing.end >= timing.start else {
            throw failure("This ends before it begins: \"\(line.prefix(60))\". Swap the times.")
        }
        return timing
    }
}
