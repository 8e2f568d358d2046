/// The state of a job. The names are those of River and Oban.
///
/// ```
/// scheduled ─┐ becameDue                    ┌─▶ completed
///            ├──────────▶ available ─▶ running ─▶ retryable ─┐ becameDue
/// retryable ─┘               ▲           │  └─▶ discarded    │
///                            └─ released ┘                   ▼
///   cancelled: from every state that is not final        available
/// ```
public enum JobState: String, Hashable, Sendable, Codable, CaseIterable {
    /// May be claimed.
    case available
    /// Waits for the time that its submitter chose.
    case scheduled
    /// A runner holds its lease.
    case running
    /// Failed, and waits for its next attempt.
    case retryable
    /// Done. Final.
    case completed
    /// Given up on request. Final.
    case cancelled
    /// Given up because no further attempt can help, or none is left. Final.
    case discarded

    /// Whether the job stays in this state unless another attempt is requested.
    public var isFinal: Bool {
        switch self {
        case .completed, .cancelled, .discarded: true
        case .available, .scheduled, .running, .retryable: false
        }
    }
}

/// An event of a job's life.
public enum JobEvent: Hashable, Sendable, CaseIterable {
    /// Its time has come.
    case becameDue
    /// A runner has taken its lease.
    case claimed
    case succeeded
    /// The attempt failed, but another attempt is left and may help.
    case failed
    /// Failed for good.
    case gaveUp
    /// The runner released the job or was lost (``RunnerLoss``); the attempt does not count.
    case released
    /// The job was cancelled: at once if it was not running, otherwise when its runner has stopped.
    case cancelled
    /// Another attempt was requested.
    case retried
}

/// An event that cannot happen to a job in its state.
public struct IllegalTransition: Error, Hashable, Sendable, CustomStringConvertible {
    public let from: JobState
    public let event: JobEvent

    public init(from: JobState, event: JobEvent) {
        self.from = from
        self.event = event
    }

    public var description: String { "a job that is \(from) does not allow the event \(event)" }
}

extension JobState {
    /// Moves to the state after an event. All stores share this table, which does no I/O.
    public mutating func apply(_ event: JobEvent) throws(IllegalTransition) {
        switch (self, event) {
        case (.scheduled, .becameDue), (.retryable, .becameDue): self = .available
        case (.available, .claimed): self = .running
        case (.running, .succeeded): self = .completed
        case (.running, .failed): self = .retryable
        case (.running, .gaveUp): self = .discarded
        case (.running, .released): self = .available
        case (.available, .cancelled), (.scheduled, .cancelled), (.running, .cancelled),
            (.retryable, .cancelled):
            self = .cancelled
        case (.scheduled, .retried), (.retryable, .retried), (.cancelled, .retried),
            (.discarded, .retried):
            self = .available
        default: throw IllegalTransition(from: self, event: event)
        }
    }
}
