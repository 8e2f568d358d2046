internal import Jobs

/// Which of the jobs that are waited for to look at next.
///
/// A queue is worked off from its front; so the oldest jobs are always looked at, and all others in
/// turn. However many there are, one look costs the same.
struct JobWatch {
    typealias Instant = ContinuousClock.Instant

    /// How often the queue is asked whether anything has changed.
    static let interval = Duration.milliseconds(250)

    private static let front = 16
    private static let others = 32

    var nextLook: Instant?
    private var isFirst = true
    /// How many have not been looked at since the last change.
    private var unseen = 0
    private var position = JobID(0)

    /// The jobs to look at.
    ///
    /// - Parameter hasChanged: whether the queue has changed since the last call.
    mutating func next(among awaited: some Collection<JobID>, hasChanged: Bool) -> [JobID] {
        if hasChanged || isFirst { unseen = awaited.count }
        isFirst = false
        guard unseen > 0 else { return [] }
        let sorted = awaited.sorted()
        var chosen = Array(sorted.prefix(Self.front))
        let rest = sorted.dropFirst(Self.front)
        let turn = rest.drop { $0 <= position }.prefix(Self.others)
        chosen += turn
        position = turn.last ?? JobID(0)
        unseen -= chosen.count
        return chosen
    }
}
