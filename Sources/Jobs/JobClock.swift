public import Foundation

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The clock by which a store judges leases, waits and due times. Each store has its own. A caller passes durations,
/// never end times.
///
/// Leases are measured since the machine's boot, because the time of day jumps when a person or NTP sets it. Times that
/// people choose, such as when a job may begin, are times of day.
public protocol JobClock: Sendable {
    /// The time of day.
    var date: Date { get }
    /// The time since the machine's boot, including sleep.
    var sinceBoot: Duration { get }
    /// Differs after every boot of the machine. ``sinceBoot`` values of different boots cannot be compared.
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
            // On Darwin, unlike Linux, this clock continues during sleep.
            unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        #endif
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
