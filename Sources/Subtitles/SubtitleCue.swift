internal import Story

/// The words said in a range of time.
struct SubtitleCue: Hashable, Sendable {
    /// In seconds on the file's clock.
    var start: Double
    /// In seconds on the file's clock; not before the start.
    var end: Double
    /// Only lines with visible text.
    var lines: [SubtitleLine]
    /// The line of the file with the cue's times, from 1.
    let number: Int

    /// - Parameters:
    ///   - text: the cue's lines, as in the file.
    ///   - number: the number of the line with the times.
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
    /// A timestamp in the line: the text after it is spoken from then on.
    struct Mark: Hashable, Sendable {
        /// Bytes of UTF-8 before the timestamp.
        let offset: Int
        /// In seconds on the file's clock.
        let time: Double
    }

    var text = ""
    /// In the order of their offsets.
    var marks: [Mark] = []
    /// Whether the file names the line's speaker, or the line comes from a cue that begins at the same time as another.
    var hasOwnSpeaker = false

    /// Whether the speaker differs from the previous line's.
    var isOfAnotherSpeaker: Bool {
        hasOwnSpeaker || Self.speakerSigns.contains { text.trimmed.hasPrefix($0) }
    }

    /// Marks that subtitles put before each speaker's line if two people speak in one cue.
    private static let speakerSigns = ["-", "\u{2010}", "\u{2011}", "\u{2013}", "\u{2014}", ">>"]

    /// The text without surrounding whitespace.
    var bare: Substring { text.trimmed }
}

extension String {
    /// The string without surrounding whitespace.
    var trimmed: Substring {
        guard let start = firstIndex(where: { !$0.isWhitespace }),
            let end = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return self[start...end]
    }
}
