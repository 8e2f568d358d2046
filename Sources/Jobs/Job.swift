public import Foundation

/// A piece of work that must not get lost, and all that has become of it.
///
/// Module Jobs is a durable queue and its state machine. It knows nothing of media: what a job is to
/// do stands in ``payload``, which only its runner reads.
public struct Job: Hashable, Sendable, Codable, Identifiable {
    public let id: JobID
    /// Names who can run it.
    public var kind: String
    /// What is to be done, as text that this module does not read.
    public var payload: String
    /// What its submitter calls it: while a job of that key exists, another is not made
    /// (``JobStore/submit(_:)``).
    public var key: String?
    /// By which its submitter finds it again; several jobs may have the same.
    public var reference: String?
    public var state: JobState
    /// 0…9; lower ones are run first.
    public var priority: Int
    /// When its result is needed. Among jobs of the same priority the earliest is run first, those
    /// that have none last.
    public var publishAt: Date?
    /// When it may be claimed: the time of submission, a time that the submitter chose, or the end
    /// of a wait between attempts, as the time of day is now.
    public var runAt: Date
    public var createdAt: Date
    /// When its last attempt began.
    public var startedAt: Date?
    /// When it came into a final state.
    public var finishedAt: Date?
    /// Attempts that count, ended or running: one that was let go (``JobStore/release(_:)``) does not,
    /// and none whose runner was lost (``RunnerLoss``).
    public var attempt: Int
    public var maxAttempts: Int
    /// Rises with every claim. Whatever is written for an attempt is written only while this number
    /// is that of its claim.
    public var fence: Int64
    /// Whether it was asked to end.
    public var isCancelRequested: Bool
    public var progress: JobProgress?
    /// Parts that are done, in the order in which they were finished; a retry skips them.
    public var steps: [JobStep]
    /// What ended badly, oldest first.
    public var failures: [JobFailure]
    /// What came of it, as text that this module does not read; nil until it is completed.
    public var result: String?

    /// For stores, which know all of it.
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

    /// How many attempts ended with a crash.
    public var crashes: Int { failures.count { $0.isCrash } }

    /// How often its runner was lost; a loss that points at the job counts twice (``RunnerLoss/weight``).
    public var losses: Int { failures.reduce(0) { $0 + (RunnerLoss(rawValue: $1.code)?.weight ?? 0) } }
}

/// The number by which a job is known; never used again, and later jobs have higher ones.
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

/// How far a running job is, as its runner last said.
public struct JobProgress: Hashable, Sendable, Codable {
    /// What is being done, in a word or two.
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

/// A part of a job that is done and need not be done again.
public struct JobStep: Hashable, Sendable, Codable {
    public var name: String
    /// What later parts need of it, as text that this module does not read.
    public var output: String
    public var finishedAt: Date

    public init(name: String, output: String, finishedAt: Date) {
        self.name = name
        self.output = output
        self.finishedAt = finishedAt
    }
}

/// How one attempt went wrong.
public struct JobFailure: Hashable, Sendable, Codable {
    /// Which attempt, counted from 1.
    public var attempt: Int
    public var at: Date
    /// A stable word for programs.
    public var code: String
    /// A sentence for a person.
    public var message: String
    /// Whether the same job may succeed later without anyone changing it.
    public var canRetry: Bool
    /// Whether the attempt's process died or went silent, instead of saying what was wrong.
    public var isCrash: Bool

    public init(
        attempt: Int, at: Date, code: String, message: String, canRetry: Bool, isCrash: Bool = false
    ) {
        self.attempt = attempt
        self.at = at
        self.code = code
        self.message = message
        self.canRetry = canRetry
        self.isCrash = isCrash
    }
}
