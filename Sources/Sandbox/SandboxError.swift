#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Why a process was not confined. It must not go on to anything that needed confining.
public enum SandboxError: Error, Hashable, Sendable {
    /// The kernel lacks something; the text says what, and what to do.
    case unsupported(String)
    /// Other threads are running that could not be confined.
    case severalThreads(count: Int)
    /// A call of the operating system failed with `code`, on `path` where it had one.
    case failed(call: String, path: String?, code: Int32)
}

extension SandboxError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unsupported(let shortfall):
            "The process cannot be confined. " + shortfall
        case .severalThreads(let count):
            "The process cannot be confined, since \(count) threads are running already. Confine it "
                + "before anything starts a thread, or use Linux 7.0 or later."
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
