import Foundation
import Story

/// Standard output, for results, and standard error, for everything else.
///
/// If the reader closes either of them, its output is dropped and the work continues: a story matters more than
/// messages about it.
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
        if let words = CodingUserInfoKey.remedyWords { encoder.userInfo[words] = RemedyWords.commandLine }
        output(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// Writes an event as one line of JSON to standard output. Complains about an event that cannot be encoded, and the
    /// work continues.
    static func printEvent(_ event: some Encodable) {
        do {
            try printJSON(event)
        } catch {
            complain("An event cannot be written as JSON: \(error)")
        }
    }

    /// Writes a line to standard error.
    static func note(_ line: String) { write(line.withVisibleControls + "\n") }

    /// Reports a problem on standard error.
    static func complain(_ sentence: String) { note("storymedia: " + sentence) }

    /// Reports problems on standard error, one line each.
    static func complain(_ sentences: [String]) {
        for sentence in sentences { complain(sentence) }
    }

    /// Writes text to standard error unchanged.
    static func write(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
