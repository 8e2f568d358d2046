import Foundation
import Story

/// Standard output, for results, and standard error, for everything else.
///
/// Once the reader has gone, nothing is written and the work goes on: a story is worth more than the
/// words about it.
enum Console {
    /// Writes lines to standard output.
    static func print(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        output(lines.map { String($0).withVisibleControls }.joined(separator: "\n"))
    }

    private static func output(_ line: String) {
        try? FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
    }

    /// Writes a value as one line of JSON to standard output.
    static func printJSON(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        output(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// Writes an event as one line of JSON to standard output; one that cannot be said so is complained
    /// of, and the work goes on.
    static func printEvent(_ event: some Encodable) {
        do {
            try printJSON(event)
        } catch {
            complain("An event cannot be written as JSON: \(error)")
        }
    }

    /// Writes a line to standard error.
    static func note(_ line: String) { write(line.withVisibleControls + "\n") }

    /// Says on standard error that something is wrong.
    static func complain(_ sentence: String) { note("storymedia: " + sentence) }

    /// Says on standard error, a line each, that things are wrong.
    static func complain(_ sentences: [String]) {
        for sentence in sentences { complain(sentence) }
    }

    /// Writes text to standard error as it is.
    static func write(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
