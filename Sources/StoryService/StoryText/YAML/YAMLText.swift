internal import Story

/// A text of YAML 1.2, restricted to what JSON can express.
///
/// Anchors, aliases, tags and multiple documents are refused. A story has no use for them, and a few lines of aliases
/// can expand to gigabytes of text.
///
/// This module has a reader of its own, because uploaders write such texts, and this process can read and write much
/// more than an uploader can. A library in C has no place here.
struct YAMLText {
    let value: JSONValue
    /// What the author probably meant where values are missing; only of interest if the story is wrong.
    let hints: [StoryProblem]

    private static let allowed = "YAML 1.2 of plain values, lists and mappings"

    /// - Throws: `StoryDocumentError` with each place that is not YAML, or that goes beyond JSON.
    init(_ bytes: [UInt8]) throws(StoryDocumentError) {
        guard bytes.count <= StoryLimits.documentBytes else {
            throw Self.error(
                "\(bytes.count) bytes of text are more than the limit of \(StoryLimits.documentBytes)")
        }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw Self.error("text that is not valid UTF-8", line: Self.firstInvalidLine(of: bytes))
        }
        let reading = Self.read(bytes)
        hints = reading.hiddenValues.map(Self.hint)
        guard let value = reading.value, reading.problems.isEmpty else {
            throw StoryDocumentError(
                problems: reading.problems.sorted { $0.mark.index < $1.mark.index }
                    .map { problem in
                        // The closing bracket after a comment is part of the comment, so what follows makes no sense.
                        let hidden = reading.hiddenValues
                            .last { $0.isInFlow && $0.mark.index <= problem.mark.index }
                        guard reading.isBroken, problem == reading.problems.last, let hidden else {
                            return Self.problem(problem.message, at: problem.mark, end: reading.end)
                        }
                        return Self.hint(hidden)
                    })
        }
        self.value = value
    }

    /// Reads up to the first syntax error.
    private static func read(_ bytes: [UInt8]) -> Reading {
        do throws(YAMLSyntaxError) {
            var parser = try YAMLParser(bytes)
            do throws(YAMLSyntaxError) {
                let value = try parser.document()
                return Reading(
                    value: value, problems: parser.problems, hiddenValues: parser.scanner.hiddenValues)
            } catch {
                let problems = parser.problems.prefix(StoryLimits.problems - 1) + [error]
                return Reading(
                    problems: Array(problems), end: parser.scanner.end, isBroken: parser.scanner.isInFlow,
                    hiddenValues: parser.scanner.hiddenValues)
            }
        } catch {
            return Reading(problems: [error])
        }
    }

    /// What was read before the first syntax error.
    private struct Reading {
        var value: JSONValue?
        var problems: [YAMLSyntaxError]
        /// Where the text ends, if the scanner reached it.
        var end: YAMLMark?
        /// Whether the syntax error is between brackets.
        var isBroken = false
        var hiddenValues: [YAMLScanner.HiddenValue] = []
    }

    private static func hint(_ hidden: YAMLScanner.HiddenValue) -> StoryProblem {
        StoryProblem(
            path: "$", rule: .syntax, found: "what follows # is a comment, so the value is missing",
            allowed: allowed, suggestion: "\(JSONValue.string(hidden.text).summary), in quotes",
            line: hidden.mark.line + 1, column: hidden.mark.column + 1)
    }

    /// - Parameter end: where the text ends; the scanner finds missing parts on the line after it.
    private static func problem(
        _ message: String, at mark: YAMLMark = YAMLMark(), end: YAMLMark? = nil
    ) -> StoryProblem {
        var place = mark
        if let end, mark.line > end.line { place = end }
        return StoryProblem(
            path: "$", rule: .syntax, found: message, allowed: allowed, line: place.line + 1,
            column: place.column + 1)
    }

    private static func error(_ message: String, line: Int = 1) -> StoryDocumentError {
        StoryDocumentError(problems: [problem(message, at: YAMLMark(line: line - 1))])
    }

    private static func firstInvalidLine(of bytes: [UInt8]) -> Int {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let index = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
        return (index ?? 0) + 1
    }
}
