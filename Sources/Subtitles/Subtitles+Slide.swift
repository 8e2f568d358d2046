public import Story

extension Subtitles {
    /// What rounding may leave of a word on the wrong side of an edge, in seconds.
    private static let rounding = 1e-6

    /// The words that are spoken in a slide, in seconds from its start and in their order. Those at its edges are
    /// cut there.
    ///
    /// - Parameters:
    ///   - part: what the slide shows of the medium whose subtitles these are.
    ///   - offset: what is added to the file's times, in seconds.
    /// - Throws: ``SubtitleError`` where there are more than a slide's captions may have.
    public func words(in part: ShownPart, offset: Double = 0) throws(SubtitleError) -> [CaptionWord] {
        var words: [CaptionWord] = []
        var scalars = 0
        for cue in cues where cue.end + offset > part.start && cue.start + offset < part.end {
            // Of what the edge cuts off, the next word takes the place.
            var beginning: CaptionWord.Beginning?
            for var word in cue.words {
                beginning = beginning == .page ? .page : word.beginning ?? beginning
                word.start = max(0, part.time(of: word.start + offset))
                word.end = min(part.duration, part.time(of: word.end + offset))
                guard word.end - word.start > Self.rounding else { continue }
                word.beginning = beginning
                beginning = nil
                words.append(word)
                scalars += word.text.unicodeScalars.count
            }
            guard words.count <= StoryLimits.captionWords, scalars <= StoryLimits.captionScalars else {
                throw SubtitleError(
                    line: cue.number,
                    reason: "Up to here one slide says more than the \(StoryLimits.captionWords) words or "
                        + "\(StoryLimits.captionScalars) characters that its captions may have. Make the slide "
                        + "shorter or slower, or split the clip.")
            }
        }
        return words
    }

    /// What is said about a file of which no slide shows a word, in a sentence.
    ///
    /// - Parameter parts: what the slides show.
    public static func silence(of name: String, in parts: [ShownPart]) -> String {
        let start = parts.map(\.start).min() ?? 0
        let end = parts.map(\.end).max() ?? 0
        return
            "there are no captions: \(name) has nothing from \(start.inSeconds) to \(end.inSeconds), which is "
            + "what is shown; an offset moves its times"
    }
}
