import ArgumentParser
import Foundation
import StoryService

/// When a job is wanted, and its submitter's name for it.
struct ScheduleOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Your name for the job: with the same key and the same work, the job that is there already is \
            given back, and none is made.
            """,
            valueName: "text"))
    var key: String?

    @Option(help: ArgumentHelp("0 to 9; lower ones are done first. (default: 5)", valueName: "number"))
    var priority: Int?

    @Option(
        help: ArgumentHelp(
            """
            When the story is needed, such as 2026-12-01T09:00:00Z; earlier ones are done first. (default: \
            publishAt of the story document)
            """,
            valueName: "time"),
        transform: Self.time)
    var publishAt: Date?

    @Option(
        help: ArgumentHelp("Not to be begun before, such as 2026-12-01T08:00:00Z.", valueName: "time"),
        transform: Self.time)
    var runAt: Date?

    @Option(help: ArgumentHelp("How often it is tried. (default: 5)", valueName: "count"))
    var maxAttempts: Int?

    /// Whether any of these options was given.
    var isUsed: Bool {
        key != nil || priority != nil || publishAt != nil || runAt != nil || maxAttempts != nil
    }

    func validate() throws {
        if key == "" { throw ValidationError("--key needs a text.") }
        if let priority, !(0...9).contains(priority) {
            throw ValidationError("--priority must be from 0 to 9.")
        }
        if let maxAttempts, !(1...100).contains(maxAttempts) {
            throw ValidationError("--max-attempts must be from 1 to 100.")
        }
    }

    /// - Throws: `ValidationError` if a key would name several jobs.
    func validate(inputs: [String]) throws {
        if key != nil, inputs.count > 1 {
            throw ValidationError("--key names one job; use it with a single input.")
        }
    }

    func apply(to submission: inout StorySubmission) {
        submission.key = key
        submission.priority = priority ?? submission.priority
        submission.publishAt = publishAt
        submission.runAt = runAt
        submission.maxAttempts = maxAttempts ?? submission.maxAttempts
    }

    /// Reads a time in the form of RFC 3339, with or without fractions of a second.
    private static func time(_ text: String) throws -> Date {
        if let date = try? Date(text, strategy: .iso8601) { return date }
        if let date = try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)) {
            return date
        }
        throw ValidationError("'\(text)' is not a time. Write it as 2026-12-01T09:00:00Z.")
    }
}
