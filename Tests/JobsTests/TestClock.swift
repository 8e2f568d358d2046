import Foundation
import Jobs
import TestSupport
internal import Threading

/// A clock that a test sets.
final class TestClock: JobClock {
    private struct Times {
        var date = Date(timeIntervalSince1970: 1_800_000_000)
        var sinceBoot = Duration.seconds(1000)
        var boot = "boot 1"
    }

    private let times = Lock(Times())

    var date: Date { times.withLock { $0.date } }
    var sinceBoot: Duration { times.withLock { $0.sinceBoot } }
    var boot: String { times.withLock { $0.boot } }

    /// Time goes by.
    func advance(_ duration: Duration) {
        times.withLock {
            $0.sinceBoot += duration
            $0.date += duration.seconds
        }
    }

    /// A person sets the time of day.
    func setDate(_ date: Date) {
        times.withLock { $0.date = date }
    }

    /// The machine is started anew.
    func reboot() {
        times.withLock {
            $0.boot += "'"
            $0.sinceBoot = .seconds(20)
        }
    }
}
