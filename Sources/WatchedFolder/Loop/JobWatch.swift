internal import Jobs

/// Decides which of the awaited jobs to look at next.
///
/// Runners take jobs from the front of the queue. Each look therefore covers the oldest jobs, and the others in turn.
/// It costs the same however many there are.
struct JobWatch {
    typealias Instant = ContinuousClock.Instant

    /// How often to ask the queue for changes.
    static let interval = Duration.milliseconds(250)

    private static let front = 16
    private static let others = 32

    var nextLook: Instant?
    private var isFirst = true
    /// How many awaited jobs have not been looked at since the last change.
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
