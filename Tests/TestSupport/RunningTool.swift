public import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A program at work.
///
/// Ask for its ``result(timeout:interruption:)`` exactly once: that is what clears the process away.
public struct RunningTool: Sendable {
    let tool: Tool
    let processIdentifier: Int32
    let begin: ContinuousClock.Instant
    let output: OutputFile
    let errors: OutputFile

    /// A signal to the program, and how long after its start it is sent.
    public struct Interruption: Sendable {
        let signal: Int32
        let delay: Duration

        public init(signal: Int32, after delay: Duration) {
            self.signal = signal
            self.delay = delay
        }
    }

    /// Waits for the end.
    ///
    /// It waits on a thread of its own, so that times are right even while other tests keep all threads
    /// of Swift's pool busy.
    ///
    /// - Parameters:
    ///   - timeout: After which the program is killed, with all that it started.
    ///   - interruption: Sent to the program alone, as `kill` does.
    public func result(
        timeout: Duration = .seconds(120), interruption: Interruption? = nil
    ) async throws -> ToolResult {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try waited(timeout, interruption) })
            }
        }
    }

    /// Corresponds to `wait4(2)`, polled every 2 ms, since it knows no timeout.
    private func waited(_ timeout: Duration, _ interruption: Interruption?) throws -> ToolResult {
        var status: Int32 = 0
        var usage = rusage()
        var timedOut = false
        var interruption = interruption
        var interrupted: ContinuousClock.Instant?
        while true {
            let waited = unsafe wait4(processIdentifier, &status, WNOHANG, &usage)
            if waited == processIdentifier { break }
            guard waited == 0 else { throw ToolError(message: "cannot wait for \(tool.name)") }
            let elapsed = ContinuousClock.now - begin
            if let due = interruption, elapsed >= due.delay {
                kill(processIdentifier, due.signal)
                interrupted = .now
                interruption = nil
            }
            if !timedOut, elapsed > timeout {
                kill(-processIdentifier, SIGKILL)
                timedOut = true
            }
            usleep(2_000)
        }
        let end = ContinuousClock.now
        let signal = status & 0x7f  // WTERMSIG
        return ToolResult(
            exitCode: signal == 0 ? (status >> 8) & 0xff : nil,
            signal: signal == 0 ? nil : signal,
            timedOut: timedOut,
            standardOutput: output.data,
            standardError: String(decoding: errors.data, as: UTF8.self),
            wallTime: end - begin,
            timeAfterInterruption: interrupted.map { end - $0 },
            processorTime: Duration(usage.ru_utime) + Duration(usage.ru_stime),
            peakResidentBytes: Int(usage.ru_maxrss) * 1024)
    }
}

/// How a program ended and what it used.
public struct ToolResult: Sendable {
    /// Nil when a signal ended it.
    public let exitCode: Int32?
    /// The signal that ended it.
    public let signal: Int32?
    /// Whether it was killed for taking too long.
    public let timedOut: Bool
    public let standardOutput: Data
    public let standardError: String
    public let wallTime: Duration
    /// From the interruption to the end; nil where it ended before, or none was asked for.
    public let timeAfterInterruption: Duration?
    /// User and system time of the program and of the children it waited for.
    public let processorTime: Duration
    /// The largest resident set, of the program or of a child it waited for.
    ///
    /// Linux counts in what the test process itself held when it started the program, because the
    /// two share their memory until the program's image is loaded; so this may be too large, by no
    /// more than that, and never too small.
    public let peakResidentBytes: Int

    public var text: String { String(decoding: standardOutput, as: UTF8.self) }

    /// How it ended, in words.
    public var ending: String {
        if timedOut { return "took longer than allowed" }
        if let signal { return "ended by signal \(signal)" }
        return "exit \(exitCode ?? -1)"
    }
}

extension Duration {
    fileprivate init(_ time: timeval) {
        self = .seconds(time.tv_sec) + .microseconds(Int(time.tv_usec))
    }

    /// In seconds.
    public var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}

/// A file without a name that takes what a program writes: unlike a pipe it is never full.
final class OutputFile: Sendable {
    let descriptor: Int32

    init() throws {
        let template = NSTemporaryDirectory() + "/storymedia-output-XXXXXX"
        var path = Array(template.utf8CString)
        descriptor = unsafe mkstemp(&path)
        guard descriptor >= 0 else { throw ToolError(message: "cannot create \(template)") }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unsafe unlink(path)
    }

    deinit {
        close(descriptor)
    }

    var data: Data {
        let size = Int(lseek(descriptor, 0, SEEK_END))
        var data = Data(count: max(0, size))
        let count = unsafe data.withUnsafeMutableBytes { buffer in
            unsafe pread(descriptor, buffer.baseAddress, buffer.count, 0)
        }
        return data.prefix(max(0, count))
    }
}

extension RunningTool {
    /// The first process that the program has started, as soon as it has one.
    public func child(timeout: Duration = .seconds(20)) async throws -> Int32 {
        let deadline = ContinuousClock.now + timeout
        while ContinuousClock.now < deadline {
            // Each thread has the children that it started (proc(5), /proc/PID/task/TID/children).
            let tasks = "/proc/\(processIdentifier)/task"
            for task in (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? [] {
                let children = try? String(contentsOfFile: "\(tasks)/\(task)/children", encoding: .utf8)
                if let first = children?.split(separator: " ").first.flatMap({ Int32($0) }) { return first }
            }
            try await Task.sleep(for: .milliseconds(5))
        }
        throw ToolError(message: "\(tool.name) has started no process")
    }
}
