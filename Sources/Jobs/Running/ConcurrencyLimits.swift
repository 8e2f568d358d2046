internal import Foundation

/// How much of its machine a runner may use at once.
public struct ConcurrencyLimits: Hashable, Sendable {
    /// 1 or more.
    public var cores: Int
    /// For all jobs together, in bytes.
    public var memory: Int
    /// The most memory that one job uses, in bytes.
    public var memoryPerJob: Int

    /// - Parameters:
    ///   - cores: nil for all that this process may run on.
    ///   - memory: nil for half of the machine's. The other half is for other processes and the kernel's file cache.
    public init(cores: Int? = nil, memory: Int? = nil, memoryPerJob: Int) {
        let process = ProcessInfo.processInfo
        self.cores = max(1, cores ?? process.activeProcessorCount)
        self.memory = max(1, memory ?? Int(clamping: process.physicalMemory / 2))
        self.memoryPerJob = max(1, memoryPerJob)
    }

    /// How many jobs may run side by side: one for each core, limited by memory, but always at least one.
    public var slots: Int {
        max(1, min(cores, memory / memoryPerJob))
    }

    /// How many threads each job may use while this many jobs run.
    public func threads(whenRunning running: Int) -> Int {
        max(1, cores / max(1, running))
    }
}
