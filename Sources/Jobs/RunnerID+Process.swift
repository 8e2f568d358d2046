public import Foundation

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

extension RunnerID {
    /// This machine in its current boot (``MachineBoot``). If the system does not tell, a value that no other process
    /// has, so that no process is taken for gone.
    package static let thisMachine = MachineBoot.current ?? UUID().uuidString

    /// A running process of this machine; nil if no process has that number.
    ///
    /// - Parameter instance: tells several runners of one process apart.
    public init?(process: Int32, instance: String = UUID().uuidString) {
        guard let start = ProcessStart(of: process) else { return nil }
        self.init(machine: Self.thisMachine, process: process, started: start.description, instance: instance)
    }

    /// This process. Without `/proc` it cannot see itself. Then other processes cannot tell when it is gone, and its
    /// jobs wait until their leases expire.
    public static func current() -> RunnerID {
        RunnerID(process: getpid())
            ?? RunnerID(
                machine: thisMachine, process: getpid(), started: "unknown", instance: UUID().uuidString)
    }

    /// Whether the runner's process has certainly ended.
    ///
    /// False if unknown: the process may be on another machine or in another container, whose process numbers mean
    /// something else here.
    public var isGone: Bool {
        guard machine == Self.thisMachine, let own = ProcessStart.own, let then = ProcessStart(started),
            own.namespace == then.namespace
        else { return false }
        guard let now = ProcessStart(of: process) else {
            // A process without an entry in /proc may still exist, hidden from this one (hidepid).
            return kill(process, 0) != 0 && errno == ESRCH
        }
        return now.isEnded || now.time != then.time
    }
}

/// When a process started, and in which namespace its number is valid.
private struct ProcessStart: CustomStringConvertible {
    /// The namespace of process numbers (`pid_namespaces(7)`).
    let namespace: String
    /// In clock ticks since the machine's boot: field 22 of `/proc/PID/stat` (`proc(5)`).
    let time: String
    /// Whether it has ended and only waits for its parent to reap it.
    let isEnded: Bool

    static let own = ProcessStart(of: getpid())

    var description: String { namespace + " " + time }

    /// Reads what ``description`` writes.
    init?(_ text: String) {
        let parts = text.split(separator: " ")
        guard parts.count == 2 else { return nil }
        (namespace, time, isEnded) = (String(parts[0]), String(parts[1]), false)
    }

    #if canImport(Glibc)
        init?(of process: Int32) {
            // The name in parentheses may itself contain spaces and parentheses; the last one ends it.
            guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .isoLatin1),
                let name = stat.lastIndex(of: ")"),
                let namespace = try? FileManager.default.destinationOfSymbolicLink(
                    atPath: "/proc/self/ns/pid")
            else { return nil }
            let fields = stat[name...].split(separator: " ")  // fields[0] is ")", fields[1] field 3
            guard fields.count > 20 else { return nil }
            self.namespace = namespace
            time = String(fields[20])
            isEnded = fields[1] == "Z" || fields[1] == "X"
        }
    #else
        init?(of process: Int32) {
            var info = kinfo_proc()
            var size = MemoryLayout<kinfo_proc>.stride
            var name = [CTL_KERN, KERN_PROC, KERN_PROC_PID, process]
            guard unsafe sysctl(&name, 4, &info, &size, nil, 0) == 0, size > 0 else { return nil }
            namespace = "macOS"
            let start = info.kp_proc.p_starttime
            time = "\(start.tv_sec).\(start.tv_usec)"
            isEnded = Int32(info.kp_proc.p_stat) == SZOMB
        }
    #endif
}
