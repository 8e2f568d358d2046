internal import Story

/// The words said in a clip and their times, from a subtitle file.
public struct Subtitles: Hashable, Sendable {
    /// In the order of their starts. Cues do not overlap, and all have text.
    let cues: [SubtitleCue]

    /// Reads the text of a file: WebVTT if the first line says so, otherwise SubRip.
    ///
    /// Sorts the cues. Captions show one text at a time, so a cue ends when the next begins, and cues that begin
    /// together become one. A cue without a duration, which no player shows, is left out.
    ///
    /// - Throws: ``SubtitleError`` if the text is neither.
    public init(_ bytes: [UInt8]) throws(SubtitleError) {
        var lines = try SubtitleLines(bytes)
        let read: [SubtitleCue]
        let first = try lines.next()
        if let first, WebVTTParser.isHeader(first) {
            read = try WebVTTParser(lines).read()
        } else {
            if let first { lines.putBack(first) }
            read = try SubRipParser(lines).read()
        }
        let sorted = read.enumerated()
            .filter { !$1.lines.isEmpty && $1.end > $1.start }
            .sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }
            .map(\.element)
        var cues = try Self.together(sorted.withoutRolledLines)
        for index in cues.indices {
            let next = index + 1 < cues.count ? cues[index + 1].start : .infinity
            cues[index].end = min(cues[index].end, next)
        }
        self.cues = cues
    }

    /// Merges cues that begin together.
    private static func together(_ cues: [SubtitleCue]) throws(SubtitleError) -> [SubtitleCue] {
        var together: [SubtitleCue] = []
        var scalars = 0
        for cue in cues {
            guard !cue.lines.contains(where: { CombiningMarks.areTooMany(in: $0.text) }) else {
                throw SubtitleError(
                    line: cue.number, reason: "There is \(CombiningMarks.refusal). Remove some of them.")
            }
            let own = cue.lines.reduce(0) { $0 + $1.text.unicodeScalars.count }
            let last = together.count - 1
            if last >= 0, together[last].start == cue.start {
                var lines = cue.lines
                if !lines.isEmpty { lines[0].hasOwnSpeaker = true }
                together[last].lines += lines
                together[last].end = max(together[last].end, cue.end)
                scalars += own
            } else {
                together.append(cue)
                scalars = own
            }
            guard scalars <= StoryLimits.captionScalars else {
                throw SubtitleError(
                    line: cue.number,
                    reason: "The text that starts here has \(scalars) characters; the limit is "
                        + "\(StoryLimits.captionScalars). Divide it into several cues.")
            }
        }
        return together
    }
}
