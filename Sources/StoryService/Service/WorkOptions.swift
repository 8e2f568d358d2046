public import Jobs
public import Workers

/// How a ``StoryWorker`` works.
public struct WorkOptions: Hashable, Sendable {
    /// How much of the machine jobs may use.
    public var budget: ConcurrencyLimits
    /// The protection against files that are made to do harm.
    public var containment: Containment
    /// How long others wait for a sign of life of this worker before they take its jobs over.
    public var lease: Duration
    /// Whether the worker ends when no job can be run now. Jobs that wait for a time stay in the queue.
    public var endsWhenIdle: Bool

    public init(
        budget: ConcurrencyLimits = .stories(), containment: Containment = Containment(),
        lease: Duration = .seconds(30), endsWhenIdle: Bool = false
    ) {
        self.budget = budget
        self.containment = containment
        self.lease = lease
        self.endsWhenIdle = endsWhenIdle
    }
}

extension ConcurrencyLimits {
    /// The limits for jobs that make stories. Each is taken to need 1 GiB: twice the most that a story of 4K video was
    /// observed to use.
    ///
    /// - Parameters:
    ///   - cores: nil for all.
    ///   - memory: in bytes; nil for half of the machine's.
    public static func stories(cores: Int? = nil, memory: Int? = nil) -> ConcurrencyLimits {
        ConcurrencyLimits(cores: cores, memory: memory, memoryPerJob: 1 << 30)
    }
}
