/// Reads SubRip (`.srt`). The format has no specification; this parser accepts what programs write, and what people
/// make of it by hand.
///
/// A cue's text extends to the next cue's number or, if that is missing, its times. It may contain blank lines.
struct SubRipParser {
    private var lines: SubtitleLines
    private var cues: [SubtitleCue] = []
    private var timing: (CueTiming, number: Int)?
    private var text: [String] = []
    /// A line of digits that may turn out to be the next cue's number.
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
            // A blank line may follow a cue's number, but only if another one precedes it.
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
    /// The times of a line that must have them.
    ///
    /// - Throws: ``SubtitleError`` if the line has no times, or if they run backwards.
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
