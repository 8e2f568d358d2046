public import Files
public import Foundation
public import Jobs
internal import Probing
internal import Story

/// What became of an upload. Written beside it, as `NAME.error.json` or `NAME.duplicate.json`.
public struct UploadRecord: Hashable, Sendable, Codable {
    /// One attempt at making the story.
    public struct Attempt: Hashable, Sendable, Codable {
        public var attempt: Int
        public var at: Date
        public var code: String
        public var message: String
    }

    /// Where the upload lay, below the watched folder.
    public var input: RelativePath
    /// The job's number; nil if the upload never became a job.
    public var job: JobID?
    /// A stable word for programs.
    public var code: String
    /// Sentences for a person: what is wrong, and what to do.
    public var message: String
    /// Everything that is wrong with the upload's story; nil if the story was not the reason.
    public var problems: [String]?
    /// Whether the same upload may succeed later (`storymedia jobs retry`).
    public var canRetry: Bool
    /// The job's attempts, oldest first.
    public var attempts: [Attempt]
    /// Where the upload lay whose job this one shares; nil if it had its own.
    public var duplicateOf: RelativePath?
    public var at: Date

    package init(
        input: RelativePath, job: JobID? = nil, code: String, message: String, problems: [String]? = nil,
        canRetry: Bool = false, attempts: [Attempt] = [], duplicateOf: RelativePath? = nil, at: Date = Date()
    ) {
        self.input = input
        self.job = job
        self.code = code
        self.message = message
        self.problems = problems
        self.canRetry = canRetry
        self.attempts = attempts
        self.duplicateOf = duplicateOf
        self.at = at
    }

    /// The record of a job that made no story.
    package init(_ job: Job, input: RelativePath, duplicateOf: RelativePath?) {
        let last = job.failures.last
        let isCancelled = job.state == .cancelled
        self.init(
            input: input, job: job.id,
            code: isCancelled ? "cancelled" : last?.code ?? "bug",
            message: isCancelled
                ? "The job was cancelled. Move the file back to try again."
                : last?.text() ?? "The job was given up for an unknown reason.",
            problems: isCancelled ? nil : last.flatMap(Self.problems),
            canRetry: isCancelled || last?.canRetry ?? false,
            attempts: job.failures.map {
                Attempt(attempt: $0.attempt, at: $0.at, code: $0.code, message: $0.text())
            }, duplicateOf: duplicateOf, at: job.finishedAt ?? Date())
    }

    /// The problems of a story that the job could not make; nil if the job failed for another reason.
    private static func problems(_ failure: JobFailure) -> [String]? {
        guard failure.code == MediaError.Code.unusableStory.rawValue else { return nil }
        // The job's message lists the problems one after the other, each preceded by its place in the story.
        let problems = failure.message.split(separator: /\s(?=\$\.(?:slides|sound|voice)\b)/)
            .filter { $0.hasPrefix("$.") }.map(String.init)
        return problems.isEmpty ? nil : problems
    }

    /// The text of the file.
    package var json: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        // Encoding cannot fail: the record is text, numbers and dates only.
        return (try? encoder.encode(self)).map { [UInt8]($0) + [UInt8(ascii: "\n")] } ?? []
    }
}
