public import Foundation

/// A piece of work that must not get lost, with its history.
///
/// Module Jobs is a durable queue and its state machine. It knows nothing about media. Only a runner reads a job's
/// ``payload``, which describes the work.
public struct Job: Hashable, Sendable, Codable, Identifiable {
    public let id: JobID
    /// Tells which runners can run it.
    public var kind: String
    /// The work, as text that this module does not read.
    public var payload: String
    /// The submitter's name for the job. While a job with this key exists, no other is made with it
    /// (``JobStore/submit(_:)``).
    public var key: String?
    /// A text by which the submitter finds the job again. Several jobs may share it.
    public var reference: String?
    public var state: JobState
    /// 0…9; runners take lower numbers first.
    public var priority: Int
    /// When the result is needed. Among jobs of the same priority, runners take the earliest first, and jobs without a
    /// time last.
    public var publishAt: Date?
    /// When the job may be claimed: the time of submission, a time that the submitter chose, or the end of a wait
    /// between attempts as the clock stands now.
    public var runAt: Date
    public var createdAt: Date
    /// When the last attempt began.
    public var startedAt: Date?
    /// When the job reached a final state.
    public var finishedAt: Date?
    /// The number of attempts that count, including the running one. A released attempt (``JobStore/release(_:)``) does
    /// not count, nor does one that lost its runner (``RunnerLoss``).
    public var attempt: Int
    public var maxAttempts: Int
    /// Increases with every claim. A store writes for an attempt only while this is the number of its claim.
    public var fence: Int64
    /// Whether cancellation was requested.
    public var isCancelRequested: Bool
    public var progress: JobProgress?
    /// Finished parts, in the order in which they finished; a retry skips them.
    public var steps: [JobStep]
    /// The failures so far, oldest first.
    public var failures: [JobFailure]
    /// The result, as text that this module does not read; nil until the job is completed.
    public var result: String?

    /// For stores, which have all values.
    package init(
        id: JobID, kind: String, payload: String, key: String?, reference: String?, state: JobState,
        priority: Int, publishAt: Date?, runAt: Date, createdAt: Date, startedAt: Date?, finishedAt: Date?,
        attempt: Int, maxAttempts: Int, fence: Int64, isCancelRequested: Bool, progress: JobProgress?,
        steps: [JobStep], failures: [JobFailure], result: String?
    ) {
        self.id = id
        self.kind = kind
        self.payload = payload
        self.key = key
        self.reference = reference
        self.state = state
        self.priority = priority
        self.publishAt = publishAt
        self.runAt = runAt
        self.createdAt = createdAt
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.attempt = attempt
        self.maxAttempts = maxAttempts
        self.fence = fence
        self.isCancelRequested = isCancelRequested
        self.progress = progress
        self.steps = steps
        self.failures = failures
        self.result = result
    }

    /// How many attempts ended in a crash.
    public var crashes: Int { failures.count { $0.isCrash } }

    /// The weight of its lost runners; a loss that points at the job counts twice (``RunnerLoss/weight``).
    public var losses: Int { failures.reduce(0) { $0 + (RunnerLoss(rawValue: $1.code)?.weight ?? 0) } }
}

/// The number of a job. It is never reused, and later jobs have higher numbers.
public struct JobID: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    public let number: Int64

    public init(_ number: Int64) {
        self.number = number
    }

    /// Reads what ``description`` writes; nil for anything else.
    public init?(_ text: String) {
        guard let number = Int64(text), number > 0 else { return nil }
        self.number = number
    }

    public init(from decoder: any Decoder) throws {
        number = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(number)
    }

    public static func < (a: JobID, b: JobID) -> Bool { a.number < b.number }

    public var description: String { String(number) }
}

/// The progress of a running job, as its runner last reported it.
public struct JobProgress: Hashable, Sendable, Codable {
    /// The current stage, in a word or two.
    public var stage: String
    /// 0…1 of the whole job.
    public var fraction: Double
    /// Nil if unknown.
    public var secondsLeft: Double?
    public var at: Date

    public init(stage: String, fraction: Double, secondsLeft: Double? = nil, at: Date = Date()) {
        self.stage = stage
        self.fraction = fraction
        self.secondsLeft = secondsLeft
        self.at = at
    }
}

/// A finished part of a job, which need not be done again.
public struct JobStep: Hashable, Sendable, Codable {
    public var name: String
    /// What later parts need from it, as text that this module does not read.
    public var output: String
    public var finishedAt: Date

    public init(name: String, output: String, finishedAt: Date) {
        self.name = name
        self.output = output
        self.finishedAt = finishedAt
    }
}

/// Why one attempt failed.
public struct JobFailure: Hashable, Sendable, Codable {
    /// The number of the attempt, counted from 1.
    public var attempt: Int
    public var at: Date
    /// A stable word for programs.
    public var code: String
    /// A sentence for a person.
    public var message: String
    /// What can be done about it, as text that this module does not read; nil if nothing is known.
    public var remedies: String?
    /// Whether the same job may succeed later without anyone changing it.
    public var canRetry: Bool
    /// Whether the attempt's process died or fell silent instead of reporting what was wrong.
    public var isCrash: Bool

    public init(
        attempt: Int, at: Date, code: String, message: String, remedies: String? = nil, canRetry: Bool,
        isCrash: Bool = false
    ) {
        self.attempt = attempt
        self.at = at
        self.code = code
        self.message = message
        self.remedies = remedies
        self.canRetry = canRetry
        self.isCrash = isCrash
    }
}
