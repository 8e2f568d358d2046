public import Foundation

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The times by which a store judges leases, waits and what is due. Each store has one of its own; a caller says how
/// long, never until when.
///
/// Leases are measured since the machine's start, because the time of day jumps: a person sets it, or
/// NTP does. What people choose, such as when a job may begin, is a time of day.
public protocol JobClock: Sendable {
    /// The time of day.
    var date: Date { get }
    /// Time since the machine was started, sleep included.
    var sinceBoot: Duration { get }
    /// Differs after every start of the machine; ``sinceBoot`` of different boots cannot be compared.
    var boot: String { get }
}

/// This machine's clocks.
///
/// Corresponds to `clock_gettime(2)` with `CLOCK_BOOTTIME`.
public struct SystemClock: JobClock {
    public let boot: String

    public init() {
        boot = MachineBoot.current ?? "unknown"
    }

    public var date: Date { Date() }

    public var sinceBoot: Duration {
        var time = timespec()
        #if canImport(Glibc)
            unsafe clock_gettime(CLOCK_BOOTTIME, &time)
        #else
            // Goes on during sleep on Darwin, other than on Linux.
            unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        #endif
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
