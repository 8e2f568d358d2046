internal import CSandbox

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Tries to break out of a confined process, from inside.
///
/// The attempts do no harm even if they succeed, so they can run anywhere; but the result means something only after
/// ``Sandbox/confine(_:)``.
public struct SelfTest: Sendable {
    /// The result of one attempt.
    public struct Attempt: Hashable, Sendable, Codable {
        /// What the attempt tried, such as `open a UDP socket`.
        public let name: String
        /// The value of `errno`; 0 if the attempt succeeded.
        public let code: Int32

        /// Whether the kernel refused the attempt. Failing for another reason proves nothing: then the call got
        /// through, and would have succeeded with better arguments.
        public var isHeld: Bool { Self.refusals.contains(code) }

        // Landlock answers EXDEV to refuse a link or a move between folders with different rights.
        private static let refusals: Set<Int32> = [EPERM, EACCES, ENOSYS, ENOTTY, EXDEV]
    }

    /// How much to try.
    public enum Extent: Sendable {
        /// A few attempts for each part of the confinement, enough to show that all are in force.
        case essential
        /// All known attempts.
        case full
    }

    private let extent: Extent
    private let writable: String?
    private let decoy: String?

    /// - Parameters:
    ///   - writable: a folder in which files may be made, and above which nothing may be read. Without it, attempts
    ///     that need one are skipped.
    ///   - decoy: a worthless file outside that folder, made to be attacked. Without it or `writable`, attacks on files
    ///     outside are skipped.
    public init(_ extent: Extent, writable: String? = nil, decoy: String? = nil) {
        self.extent = extent
        self.writable = writable
        self.decoy = writable == nil ? nil : decoy
    }

    /// Makes the attempts, one after the other; takes a few milliseconds at most.
    public func run() -> [Attempt] {
        (0..<csandbox_attempt_count()).compactMap { number in
            guard extent == .full || csandbox_attempt_is_essential(number) else { return nil }
            let code = unsafe withOptionalCString(writable) { writable in
                unsafe withOptionalCString(decoy) { decoy in
                    unsafe csandbox_attempt(
                        number, csandbox_surroundings(writable: writable, decoy: decoy))
                }
            }
            guard code >= 0 else { return nil }
            return Attempt(name: unsafe String(cString: csandbox_attempt_name(number)), code: code)
        }
    }
}

/// Calls `body` with nil, or with a C string that lives as long as the call.
private func withOptionalCString<R>(
    _ string: String?, _ body: (UnsafePointer<CChar>?) -> R
) -> R {
    guard let string else { return body(nil) }
    return unsafe string.withCString { unsafe body($0) }
}
