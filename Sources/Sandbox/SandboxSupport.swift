internal import CSandbox

/// The running kernel's means to confine a process.
public struct SandboxSupport: Hashable, Sendable {
    /// The version of Landlock's interface; nil if the kernel lacks Landlock or has it disabled.
    public let landlockABI: Int?
    /// Whether the kernel can filter system calls.
    public let hasSeccomp: Bool

    /// The required version: 3 guards truncation and 4 guards TCP (`landlock(7)`).
    public static let requiredLandlockABI = 4

    init(landlockABI: Int?, hasSeccomp: Bool) {
        self.landlockABI = landlockABI
        self.hasSeccomp = hasSeccomp
    }

    /// Asks the kernel. The answer is meaningless inside a confined process, which may not ask.
    public static var current: SandboxSupport {
        let abi = csandbox_landlock_abi()
        return SandboxSupport(landlockABI: abi > 0 ? Int(abi) : nil, hasSeccomp: csandbox_has_seccomp())
    }

    /// Whether ``Sandbox/confine(_:)`` can work.
    public var isSufficient: Bool { shortfall == nil }

    /// What is missing and what to do about it, in sentences; nil if nothing is.
    public var shortfall: String? {
        #if os(Linux)
            var missing: [String] = []
            switch landlockABI {
            case nil:
                missing.append(
                    "This kernel offers no Landlock. Use Linux 6.7 or later with \"landlock\" among its "
                        + "security modules (CONFIG_LSM, or lsm= at boot); in a container, allow the "
                        + "landlock_* system calls.")
            case let abi? where abi < Self.requiredLandlockABI:
                missing.append(
                    "This kernel's Landlock has version \(abi) and \(Self.requiredLandlockABI) is needed. "
                        + "Use Linux 6.7 or later.")
            default: break
            }
            if !hasSeccomp {
                missing.append(
                    "This kernel cannot filter system calls, or the processor is not x86-64 or AArch64. Use a "
                        + "kernel with CONFIG_SECCOMP_FILTER; in a container, allow seccomp.")
            }
            return missing.isEmpty ? nil : missing.joined(separator: " ")
        #else
            return "This system has neither Landlock nor seccomp. Use Linux 6.7 or later."
        #endif
    }
}
