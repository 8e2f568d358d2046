extension [SubtitleCue] {
    /// A cue that only holds the picture between two others, as automatic captions have it, in seconds.
    private static let held = 0.05

    /// The cues without lines that were seen before: where captions roll up, each line is there twice, first as the
    /// last line and then, while the next one is spoken, above that.
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

    /// Whether the captions roll up: a line is repeated without times above one that has them, or by itself for no
    /// more than a moment. A speaker who says the same twice does neither.
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
