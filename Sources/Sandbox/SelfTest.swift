internal import CSandbox

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Tries to break out of a confined process, from inside.
///
/// Nothing is done that would harm where it succeeds, so that it can be run anywhere; but it means
/// something only after ``Sandbox/confine(_:)``.
public struct SelfTest: Sendable {
    /// How one attempt went.
    public struct Attempt: Hashable, Sendable, Codable {
        /// What was tried, such as `open a UDP socket`.
        public let name: String
        /// The value of `errno`; 0 where the attempt succeeded.
        public let code: Int32

        /// Whether it was refused. To fail for another reason is no proof: the call was let through then,
        /// and with better arguments it would have succeeded.
        public var isHeld: Bool { Self.refusals.contains(code) }

        // EXDEV is how Landlock refuses a link or a move between folders of different rights.
        private static let refusals: Set<Int32> = [EPERM, EACCES, ENOSYS, ENOTTY, EXDEV]
    }

    /// How much to try.
    public enum Extent: Sendable {
        /// Some of each part of the confinement, enough to show that all are in force.
        case essential
        /// Everything that is known.
        case full
    }

    private let extent: Extent
    private let writable: String?
    private let decoy: String?

    /// - Parameters:
    ///   - writable: a folder in which files may be made, and above which nothing may be read; without it,
    ///     what needs one is not tried.
    ///   - decoy: a file outside of that folder, made to be attacked, and of no worth; without
    ///     it or `writable`, attacks on files outside are not tried.
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

/// Calls `body` with a C string that lives as long as the call, or with nil.
private func withOptionalCString<R>(
    _ string: String?, _ body: (UnsafePointer<CChar>?) -> R
) -> R {
    guard let string else { return body(nil) }
    return unsafe string.withCString { unsafe body($0) }
}
