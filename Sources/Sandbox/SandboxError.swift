#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Why a process was not confined. The process must not go on to anything that requires confinement.
public enum SandboxError: Error, Hashable, Sendable {
    /// The kernel lacks something; the text says what, and what to do.
    case unsupported(String)
    /// Other threads are running that could not be confined.
    case severalThreads(count: Int)
    /// A system call failed with `code`, on `path` if it had one.
    case failed(call: String, path: String?, code: Int32)
    /// All layers are in force, but the process could still do these things: either the rules allow too much, or the
    /// kernel does not do what it promises.
    case notHeld([String])
}

extension SandboxError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unsupported(let shortfall):
            "The process cannot be confined. " + shortfall
        case .severalThreads(let count):
            "The process cannot be confined, since \(count) threads are running already. Confine it "
                + "before anything starts a thread, or use Linux 7.0 or later."
        case .notHeld(let attempts):
            "The process was confined and could still \(attempts.joined(separator: ", ")). See that no folder "
                + "of the rules holds more than it should, or use another kernel."
        case .failed(let call, let path?, let code):
            "The process was not confined: \(call) of \(path) failed: \(Self.text(code)). See that it is "
                + "there and is a folder that this user may use."
        case .failed(let call, nil, let code):
            "The process was not confined: \(call) failed: \(Self.text(code)). In a container, allow the "
                + "landlock_* and seccomp system calls."
        }
    }

    /// Corresponds to `strerror`.
    private static func text(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }
}
