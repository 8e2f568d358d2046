public import Story

extension Subtitles {
    /// How much of a word rounding may leave on the wrong side of an edge, in seconds.
    private static let rounding = 1e-6

    /// The words spoken in a slide, in order, with times in seconds from the slide's start. Words that extend beyond an
    /// edge end there.
    ///
    /// - Parameters:
    ///   - part: the part that the slide shows of the medium to which these subtitles belong.
    ///   - offset: added to the file's times, in seconds.
    /// - Throws: ``SubtitleError`` if there are more words or characters than a slide's captions may have.
    public func words(in part: ShownPart, offset: Double = 0) throws(SubtitleError) -> [CaptionWord] {
        var words: [CaptionWord] = []
        var scalars = 0
        for cue in cues where cue.end + offset > part.start && cue.start + offset < part.end {
            // If the edge removes a word that begins a page or line, the next word begins it instead.
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
                    reason:
                        "Up to here the captions of one slide exceed the limit of \(StoryLimits.captionWords) "
                        + "words or \(StoryLimits.captionScalars) characters. Make the slide shorter or slower, or "
                        + "split the clip.")
            }
        }
        return words
    }

    /// A sentence about a file of which no slide shows a word.
    ///
    /// - Parameter parts: the parts that the slides show.
    public static func silence(of name: String, in parts: [ShownPart]) -> String {
        let start = parts.map(\.start).min() ?? 0
        let end = parts.map(\.end).max() ?? 0
        return
            "there are no captions: \(name) has nothing from \(start.inSeconds) to \(end.inSeconds), the part that is "
            + "shown; an offset moves its times"
    }
}
