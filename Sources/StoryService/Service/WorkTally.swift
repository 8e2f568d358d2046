/// Counts how jobs' attempts have ended.
public struct WorkTally: Hashable, Sendable {
    public private(set) var done = 0
    public private(set) var failed = 0
    /// They will be tried again.
    public private(set) var retryable = 0
    public private(set) var cancelled = 0
    /// Because the worker was stopped.
    public private(set) var released = 0

    public init() {}

    public mutating func count(_ event: WorkEvent) {
        switch event {
        case .finished: done += 1
        case .failed: failed += 1
        case .retrying: retryable += 1
        case .cancelled: cancelled += 1
        case .released: released += 1
        case .claimed, .story, .stopping, .lost, .rescued, .uploadStays, .queueFailed, .missed: break
        }
    }
}
