import Story

@testable import Subtitles

/// Reads subtitle files, and describes the result in short strings.
enum SubtitleSample {
    /// A file's cues as `start-end text`, with `|` between lines.
    static func cues(_ text: String) throws(SubtitleError) -> [String] {
        try Subtitles(Array(text.utf8)).cues.map { cue in
            "\(cue.start)-\(cue.end) \(cue.lines.map { String($0.bare) }.joined(separator: "|"))"
        }
    }

    /// A file's words as `text start-end`, rounded to hundredths.
    static func words(_ text: String, in part: ShownPart, offset: Double = 0) throws(SubtitleError)
        -> [String]
    {
        try Subtitles(Array(text.utf8)).words(in: part, offset: offset).map { word in
            "\(word.text) \(hundredths(word.start))-\(hundredths(word.end))"
        }
    }

    /// All words of a file, for a clip of one minute.
    static func words(_ text: String) throws(SubtitleError) -> [String] {
        try words(text, in: ShownPart(start: 0, duration: 60))
    }

    static func failure(_ bytes: [UInt8]) -> SubtitleError? {
        do throws(SubtitleError) {
            _ = try Subtitles(bytes)
            return nil
        } catch {
            return error
        }
    }

    private static func hundredths(_ seconds: Double) -> Double { (seconds * 100).rounded() / 100 }
}
