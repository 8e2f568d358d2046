internal import Story

/// What is said in a stretch of time.
struct SubtitleCue: Hashable, Sendable {
    /// In seconds on the file's clock.
    var start: Double
    /// In seconds on the file's clock; not before the start.
    var end: Double
    /// Of each something can be seen.
    var lines: [SubtitleLine]
    /// Where in the file it begins, from 1.
    let number: Int

    /// - Parameters:
    ///   - text: the cue's lines as they stand in the file.
    ///   - number: of the line with the times.
    init(_ timing: CueTiming, text: [String], number: Int) {
        start = timing.start
        end = timing.end
        lines = CueMarkup.lines(of: text)
            .filter { !$0.text.unicodeScalars.allSatisfy(\.isInvisible) }
        self.number = number
    }
}

/// A line of a cue, without its markup.
struct SubtitleLine: Hashable, Sendable {
    /// A moment that is noted in the line: what follows is spoken from then on.
    struct Mark: Hashable, Sendable {
        /// Bytes of UTF-8 before it.
        let offset: Int
        /// In seconds on the file's clock.
        let time: Double
    }

    var text = ""
    /// In the order of their offsets.
    var marks: [Mark] = []
    /// Whether the file names who speaks here, or the line is of a cue that begins together with another one.
    var hasOwnSpeaker = false

    /// Whether the speaker is not the one of the line before.
    var isOfAnotherSpeaker: Bool {
        hasOwnSpeaker || Self.speakerSigns.contains { text.trimmed.hasPrefix($0) }
    }

    /// What subtitles put before each speaker's line where two speak in one cue.
    private static let speakerSigns = ["-", "\u{2010}", "\u{2011}", "\u{2013}", "\u{2014}", ">>"]

    /// The text without the blanks round it.
    var bare: Substring { text.trimmed }
}

extension String {
    /// Without the blanks round it.
    var trimmed: Substring {
        guard let start = firstIndex(where: { !$0.isWhitespace }),
            let end = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return self[start...end]
    }
}
