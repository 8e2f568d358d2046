internal import Files
internal import Probing

/// Decides when an upload is whole: no I/O, no clock of its own.
///
/// A file is taken when it has stayed as it is for a while and its container is whole. One whose
/// container has no end of its own has to stay as it is for longer, and for longest a photo of which only the
/// end mark may be missing: its decoder sees what is there. Waiting long is never a reason to take any other file.
struct Readiness: Hashable, Sendable {
    typealias Instant = ContinuousClock.Instant

    struct Times: Hashable, Sendable {
        var settle: Duration
        var stalledAfter: Duration
        var refusedAfter: Duration

        /// A writer's pauses are shorter than this many times the usual wait.
        static let patience = 5
    }

    /// What to do next.
    enum Verdict: Hashable, Sendable {
        /// Look again at that time, or when something happens.
        case wait(until: Instant)
        case ready
        /// Not whole, for a reason; as `wait` in everything else.
        case waiting(reason: String, until: Instant)
        /// Has not changed for so long that a person should know; as `wait` in everything else.
        case stalled(reason: String, until: Instant)
        /// Will not become whole any more.
        case refused(reason: String)
    }

    private(set) var identity: FileIdentity
    /// When it was first seen as it is.
    private(set) var since: Instant
    /// Whether its writer has closed it, as it is.
    private(set) var isClosed: Bool

    init(_ identity: FileIdentity, at now: Instant, isClosed: Bool = false) {
        self.identity = identity
        since = now
        self.isClosed = isClosed
    }

    /// Takes in how the file is now.
    ///
    /// - Returns: whether it has changed.
    @discardableResult
    mutating func observe(_ identity: FileIdentity, at now: Instant, isClosed: Bool = false) -> Bool {
        let isChanged = identity != self.identity
        if isChanged { self = Readiness(identity, at: now) }
        if isClosed { self.isClosed = true }
        return isChanged
    }

    /// Whether looking into the file may tell something.
    func isDue(at now: Instant, _ times: Times) -> Bool { isClosed || now >= since + times.settle }

    /// What the file's content means.
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
