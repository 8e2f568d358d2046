package import Foundation
internal import Jobs
internal import TestSupport
internal import Threading

/// A clock that a test sets.
package final class TestClock: JobClock {
    private struct Times {
        var date = Date(timeIntervalSince1970: 1_800_000_000)
        var sinceBoot = Duration.seconds(1000)
        var boot = "boot 1"
    }

    private let times = Lock(Times())

    package var date: Date { times.withLock { $0.date } }
    package var sinceBoot: Duration { times.withLock { $0.sinceBoot } }
    package var boot: String { times.withLock { $0.boot } }

    /// Time goes by.
    package func advance(_ duration: Duration) {
        times.withLock {
            $0.sinceBoot += duration
            $0.date += duration.seconds
        }
    }

    /// A person sets the time of day.
    package func setDate(_ date: Date) {
        times.withLock { $0.date = date }
    }

    /// The machine is started anew.
    package func reboot() {
        times.withLock {
            $0.boot += "'"
            $0.sinceBoot = .seconds(20)
        }
    }
}
