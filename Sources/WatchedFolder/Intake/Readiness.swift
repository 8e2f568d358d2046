internal import Files
internal import Probing

/// Decides when an upload is whole. Does no I/O and has no clock of its own.
///
/// A file is ready when it has stayed unchanged for a while and its container is whole. If the container does not mark
/// its end, the file must stay unchanged for longer. A photo that may lack only its end mark must stay unchanged for
/// longest: its decoder shows what is there. No other file becomes ready just by waiting.
struct Readiness: Hashable, Sendable {
    typealias Instant = ContinuousClock.Instant

    struct Times: Hashable, Sendable {
        var settle: Duration
        var stalledAfter: Duration
        var refusedAfter: Duration

        /// The factor for a container without an end. A writer's pauses are shorter than this many settle times.
        static let patience = 5
    }

    /// What to do next.
    enum Verdict: Hashable, Sendable {
        /// Look again at that time, or when the file changes.
        case wait(until: Instant)
        case ready
        /// Not whole, for this reason. Otherwise the same as `wait`.
        case waiting(reason: String, until: Instant)
        /// Not whole, and unchanged for so long that a person should know. Otherwise the same as `wait`.
        case stalled(reason: String, until: Instant)
        /// Not whole, and unchanged for so long that it is given up.
        case refused(reason: String)
    }

    private(set) var identity: FileIdentity
    /// When it was first seen in this state.
    private(set) var since: Instant
    /// Whether its writer has closed it in this state.
    private(set) var isClosed: Bool

    init(_ identity: FileIdentity, at now: Instant, isClosed: Bool = false) {
        self.identity = identity
        since = now
        self.isClosed = isClosed
    }

    /// Records the file's current state.
    ///
    /// - Returns: whether the file has changed.
    @discardableResult
    mutating func observe(_ identity: FileIdentity, at now: Instant, isClosed: Bool = false) -> Bool {
        let isChanged = identity != self.identity
        if isChanged { self = Readiness(identity, at: now) }
        if isClosed { self.isClosed = true }
        return isChanged
    }

    /// Whether it is time to look into the file.
    func isDue(at now: Instant, _ times: Times) -> Bool { isClosed || now >= since + times.settle }

    /// What to do, given what the file contains.
    func verdict(_ completeness: Completeness, at now: Instant, _ times: Times) -> Verdict {
        let settled = since + times.settle
        switch completeness {
        case .whole: return isClosed || now >= settled ? .ready : .wait(until: settled)
        case .plausible, .unknown:
            let longSettled = since + times.settle * Times.patience
            return now >= longSettled ? .ready : .wait(until: longSettled)
        case .unended(let reason):
            if now < settled { return .wait(until: settled) }
            let stalled = since + times.stalledAfter
            return now >= stalled ? .ready : .waiting(reason: reason, until: stalled)
        case .incomplete(let reason):
            if now < settled { return .wait(until: settled) }
            let refused = since + times.refusedAfter
            if now >= refused { return .refused(reason: reason) }
            let stalled = since + times.stalledAfter
            return now >= stalled
                ? .stalled(reason: reason, until: refused)
                : .waiting(reason: reason, until: min(stalled, refused))
        }
    }
}
