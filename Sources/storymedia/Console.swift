import Foundation
import StoryService
import Transcoding

/// Standard output, for results, and standard error, for everything else.
///
/// Where nobody reads any more, nothing is said and the work goes on: a story is worth more than the
/// words about it.
enum Console {
    /// Writes a line to standard output.
    static func print(_ line: String) {
        try? FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
    }

    /// Writes a value as one line of JSON to standard output.
    static func printJSON(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// Writes a line to standard error.
    static func note(_ line: String) { write(line + "\n") }

    /// Says on standard error that something is wrong.
    static func complain(_ sentence: String) { note("storymedia: " + sentence) }

    /// Writes text to standard error as it is.
    static func write(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}

extension IngestEvent.Failure {
    /// `clip.mov: What is wrong. What to do.`
    var sentence: String {
        let end = message.hasSuffix(".") || message.hasSuffix("?") ? "" : "."
        return "\(file): \(message)\(end)" + (visibleDetail.map { " [\($0)]" } ?? "")
    }

    /// FFmpeg's words help whoever has to find a fault, not a person whose clip is damaged.
    private var visibleDetail: String? {
        switch code {
        case .bug, .crashed, .verificationFailed, .inputOutput, .stalled: detail
        case .inputMissing, .inputUnreadable, .unusableMedia, .limitExceeded, .unusableStory,
            .cannotCreateOutput, .notConfined, .cancelled:
            nil
        }
    }
}
