public import Foundation

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The times by which a store judges.
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
/// Corresponds to `clock_gettime(2)` with `CLOCK_BOOTTIME`, and to
/// `/proc/sys/kernel/random/boot_id` (`random(4)`).
public struct SystemClock: JobClock {
    public let boot: String

    public init() {
        boot = Self.currentBoot
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

    private static let currentBoot: String = {
        #if canImport(Glibc)
            let text = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
            return text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? "unknown"
        #else
            var text = [CChar](repeating: 0, count: 64)
            var size = text.count
            let result = unsafe sysctlbyname("kern.bootsessionuuid", &text, &size, nil, 0)
            return result == 0
                ? String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
                : "unknown"
        #endif
    }()
}
