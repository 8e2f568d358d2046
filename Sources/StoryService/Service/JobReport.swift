public import Foundation
public import Jobs
internal import Story
internal import Workers

/// A job as programs see it: a JSON object.
public struct JobReport: Encodable, Sendable {
    private let job: Job

    public init(_ job: Job) {
        self.job = job
    }

    private enum Key: String, CodingKey {
        case job, kind, key, state, priority, publishAt, runAt, createdAt, startedAt, finishedAt
        case attempt, maxAttempts, cancelRequested, progress, failures, input, story
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(job.id, forKey: .job)
        try container.encode(job.kind, forKey: .kind)
        try container.encodeIfPresent(job.key, forKey: .key)
        try container.encode(job.state, forKey: .state)
        try container.encode(job.priority, forKey: .priority)
        try container.encodeIfPresent(job.publishAt.map(Self.text), forKey: .publishAt)
        try container.encode(Self.text(job.runAt), forKey: .runAt)
        try container.encode(Self.text(job.createdAt), forKey: .createdAt)
        try container.encodeIfPresent(job.startedAt.map(Self.text), forKey: .startedAt)
        try container.encodeIfPresent(job.finishedAt.map(Self.text), forKey: .finishedAt)
        try container.encode(job.attempt, forKey: .attempt)
        try container.encode(job.maxAttempts, forKey: .maxAttempts)
        try container.encode(job.isCancelRequested, forKey: .cancelRequested)
        if job.state == .running {
            try container.encodeIfPresent(job.progress.map(Progress.init), forKey: .progress)
        }
        try container.encode(job.failures.map(Failure.init), forKey: .failures)
        try container.encodeIfPresent(job.input, forKey: .input)
        try container.encodeIfPresent(job.story, forKey: .story)
    }

    private struct Progress: Encodable {
        let stage: String
        let percent: Double
        let secondsLeft: Double?

        init(_ progress: JobProgress) {
            stage = progress.stage
            percent = progress.fraction * 100
            secondsLeft = progress.secondsLeft
        }
    }

    /// Why one attempt failed.
    public struct Failure: Encodable, Sendable {
        private let failure: JobFailure

        public init(_ failure: JobFailure) {
            self.failure = failure
        }

        private enum Key: String, CodingKey {
            case attempt, at, code, message, remedies, canRetry, isCrash
        }

        /// Writes the message with the remedies in the encoder's words, and the remedies for programs.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(failure.attempt, forKey: .attempt)
            try container.encode(JobReport.text(failure.at), forKey: .at)
            try container.encode(failure.code, forKey: .code)
            try container.encode(failure.text(in: encoder.remedyWords), forKey: .message)
            let remedies = failure.knownRemedies
            if !remedies.isEmpty { try container.encode(remedies, forKey: .remedies) }
            try container.encode(failure.canRetry, forKey: .canRetry)
            try container.encode(failure.isCrash, forKey: .isCrash)
        }
    }

    /// RFC 3339, in UTC, to the millisecond.
    public static func text(_ date: Date) -> String {
        date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }
}

extension Job {
    /// The upload of the job, as its submitter named it; nil for a job of another kind.
    public var input: String? { (try? IngestJob(payload: payload))?.request.input }

    /// Where the job's story is, once the job is completed.
    public var story: IngestEvent.Story? {
        result.flatMap { try? JSONDecoder().decode(IngestEvent.Story.self, from: Data($0.utf8)) }
    }

    /// Why the job has failed for good; nil in any other state.
    public var finalFailure: JobFailure? { state == .discarded ? failures.last : nil }
}
