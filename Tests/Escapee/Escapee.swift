import Dispatch
import Foundation
import Sandbox
import Synchronization

/// A program that confines itself and then does what its first argument says: something that has to work
/// all the same, or something that must not.
///
/// Prints one JSON object a line and exits with 0 where it came to its end, whatever the end was.
@main struct Escapee {
    static func main() throws {
        var arguments = Array(CommandLine.arguments.dropFirst())
        guard !arguments.isEmpty else { throw Misuse(message: "escapee MODE …") }
        let mode = arguments.removeFirst()
        switch (mode, arguments.count) {
        case ("escape", 3):
            try escape(layers: arguments[0], writable: arguments[1], decoy: arguments[2])
        case ("start", 1):
            try start(writable: arguments[0])
        case ("exhaust", 2):
            try Exhaustion(resource: arguments[0], writable: arguments[1]).run()
        case ("open-rules", 1):
            try Sandbox.confine(SandboxRules(readable: ["/"], writable: [arguments[0]]))
        case ("crash", 0):
            try Sandbox.confine(SandboxRules())
            fatalError("on purpose")
        case ("orphan", 0):
            try leaveOrphan()
        case ("wait", 0):
            try waitForParent()
        case ("threads", 0):
            try confineWithThread()
        case ("copy", 1):
            try Copying.run(lookingFor: arguments[0])
        case ("kill-copy", 0):
            Copying.kill()
        case ("copy-with-thread", 0):
            Copying.runWithThread()
        default:
            throw Misuse(message: "escapee: unknown mode \(mode) with \(arguments.count) arguments")
        }
    }

    /// Tries everything, and says how each attempt went.
    private static func escape(layers: String, writable: String, decoy: String) throws {
        try confine(SandboxRules(writable: [writable]), layers: layers)
        for attempt in SelfTest(.full, writable: writable, decoy: decoy).run() { report(attempt) }
    }

    /// What a worker does at its start, and how long it takes.
    private static func start(writable: String) throws {
        let rules = SandboxRules(
            readable: FontFolders.paths(environment: ProcessInfo.processInfo.environment),
            writable: [writable])
        let clock = ContinuousClock()
        let confining = try clock.measure { try Sandbox.confine(rules) }
        var attempts: [SelfTest.Attempt] = []
        let testing = clock.measure { attempts = SelfTest(.essential, writable: writable).run() }
        // Threads that come later are confined, too.
        let later = Mutex<[SelfTest.Attempt]>([])
        let done = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            later.withLock { $0 = SelfTest(.essential, writable: writable).run() }
            done.signal()
        }
        done.wait()
        attempts += later.withLock(\.self)
        report([
            "confined": confining / .microseconds(1), "tested": testing / .microseconds(1),
            "attempts": Double(attempts.count), "held": Double(attempts.count(where: \.isHeld)),
        ])
    }

    /// Lives as long as its parent, at most.
    private static func waitForParent() throws {
        try Sandbox.confine(SandboxRules(diesWithParent: true))
        report("ready")
        Thread.sleep(forTimeInterval: 60)
    }

    /// Starts a confined process, says its number, and ends.
    private static func leaveOrphan() throws {
        let child = Process()
        child.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        child.arguments = ["wait"]
        let output = Pipe()
        child.standardOutput = output
        try child.run()
        _ = try output.fileHandleForReading.read(upToCount: 1)
        report(child.processIdentifier)
    }

    /// Tries to be confined while another thread runs.
    private static func confineWithThread() throws {
        Thread.detachNewThread { Thread.sleep(forTimeInterval: 60) }
        do {
            try Sandbox.confine(SandboxRules())
            report(["error": "none"])
        } catch {
            report(["error": "\(error)"])
        }
    }
}

/// What is wrong with the arguments.
struct Misuse: Error {
    let message: String
}

/// Puts the layers in force that are named: `all`, `none`, `landlock` or `seccomp`.
func confine(_ rules: SandboxRules, layers: String) throws {
    switch layers {
    case "all": try Sandbox.confine(rules)
    case "none": break
    case "landlock": try Sandbox.confine(rules, layers: [.limits, .landlock])
    case "seccomp": try Sandbox.confine(rules, layers: [.limits, .seccomp])
    default: throw Misuse(message: "no layers \(layers)")
    }
}

/// Prints a value as a line of JSON.
func report(_ value: some Encodable) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    guard let line = try? encoder.encode(value) else { return }
    FileHandle.standardOutput.write(line + Data("\n".utf8))
}
