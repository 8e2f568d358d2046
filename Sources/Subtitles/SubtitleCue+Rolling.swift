extension [SubtitleCue] {
    /// The longest duration, in seconds, of a cue that only repeats a line between two others, as in automatic
    /// captions.
    private static let held = 0.05

    /// The cues without repeated lines. When captions roll up, each line occurs twice: first as the last line and then,
    /// while the next line is spoken, above that.
    var withoutRolledLines: [SubtitleCue] {
        guard rollsUp else { return self }
        var last: SubtitleLine?
        var cues: [SubtitleCue] = []
        for var cue in self {
            let seen = cue.lines.last
            if let last, cue.repeats(last) { cue.lines.removeFirst() }
            if !cue.lines.isEmpty { cues.append(cue) }
            last = seen
        }
        return cues
    }

    /// Whether the captions roll up: a line is repeated, either without times above a line that has them, or alone for
    /// only a moment. A speaker who says the same thing twice causes neither.
    private var rollsUp: Bool {
        zip(self, dropFirst()).contains { last, cue in
            guard let line = last.lines.last, cue.repeats(line) else { return false }
            let seconds = cue.end - cue.start
            return cue.lines.count == 1
                ? seconds <= Self.held : cue.lines.dropFirst().contains { !$0.marks.isEmpty }
        }
    }
}

extension SubtitleCue {
    fileprivate func repeats(_ line: SubtitleLine) -> Bool {
        lines.first.map { $0.marks.isEmpty && $0.bare == line.bare } ?? false
    }
}
