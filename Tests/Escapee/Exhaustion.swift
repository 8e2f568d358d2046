import Foundation
import Sandbox

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Uses up one resource in a confined process, up to its limit and beyond.
struct Exhaustion {
    let resource: String
    let writable: String

    /// How much there was, and the value of `errno` where it ended.
    struct Ending: Encodable {
        let used: Int
        let code: Int32
    }

    func run() throws {
        var limits = ResourceLimits()
        switch resource {
        case "memory": limits.addressSpaceBytes = 1 << 30
        case "file", "file-ignoring-signal": limits.fileBytes = 1 << 20
        case "processor": limits.processorSeconds = 1
        case "files": limits.openFiles = 16
        default: throw Misuse(message: "no resource \(resource)")
        }
        try Sandbox.confine(SandboxRules(writable: [writable], limits: limits))
        switch resource {
        case "memory": report(allocate())
        case "file-ignoring-signal":
            _ = signal(SIGXFSZ, SIG_IGN)
            report(write())
        case "file": report(write())
        case "processor": burn()
        default: report(openFiles())
        }
    }

    /// In bytes, of which the C library gives no more than the kernel gives it.
    private func allocate() -> Ending {
        var used = 0
        // What there is stays taken: it is the end of the process that gives it back.
        while unsafe malloc(16 << 20) != nil { used += 16 << 20 }
        return Ending(used: used, code: errno)
    }

    private func write() -> Ending {
        let descriptor = unsafe open(writable + "/large", O_WRONLY | O_CREAT, 0o600)
        let block = [UInt8](repeating: 1, count: 64 << 10)
        var used = 0
        while true {
            let count = unsafe systemWrite(descriptor, block, block.count)
            guard count >= 0 else { return Ending(used: used, code: errno) }
            used += count
        }
    }

    private func burn() -> Never {
        var sum: UInt64 = 0
        while true { sum = sum &* 6_364_136_223_846_793_005 &+ 1 }
    }

    private func openFiles() -> Ending {
        var used = 0
        while unsafe open(writable + "/\(used)", O_WRONLY | O_CREAT, 0o600) >= 0 { used += 1 }
        return Ending(used: used, code: errno)
    }
}

private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int {
    unsafe write(descriptor, start, count)
}
