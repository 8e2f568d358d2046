internal import CSandbox

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Landlock's list of what the process may do with which files.
struct Ruleset: ~Copyable {
    private let descriptor: Int32
    private let abi: Int32

    init(_ rules: SandboxRules, abi: Int32) throws(SandboxError) {
        descriptor = csandbox_landlock_ruleset(abi)
        self.abi = abi
        try Sandbox.check(descriptor, "landlock_create_ruleset")
        for path in rules.readable {
            guard let place = try Place(readable: path) else { continue }
            try Sandbox.check(
                csandbox_landlock_allow_reading(descriptor, place.descriptor), "landlock_add_rule", path)
        }
        for path in rules.writable {
            let place = try Place(writable: path)
            try Sandbox.check(
                csandbox_landlock_allow_writing(descriptor, place.descriptor, abi), "landlock_add_rule", path)
        }
        for path in rules.rewritable {
            let place = try Place(rewritable: path)
            try Sandbox.check(
                csandbox_landlock_allow_rewriting(descriptor, place.descriptor, abi), "landlock_add_rule",
                path)
        }
    }

    deinit { close(descriptor) }

    /// Subjects the process to the ruleset.
    func enforce() throws(SandboxError) {
        try Sandbox.check(csandbox_landlock_enforce(descriptor, abi), "landlock_restrict_self")
    }
}

/// A file or folder, opened so that rules can name it, but not for reading or writing.
private struct Place: ~Copyable {
    let descriptor: Int32

    /// Nil if the path does not exist or is out of this user's reach: the process could not open it anyway.
    init?(readable path: String) throws(SandboxError) {
        descriptor = unsafe csandbox_landlock_place(path, csandbox_place_any)
        if descriptor >= 0 { return }
        if [ENOENT, ENOTDIR, EACCES].contains(errno) { return nil }
        throw .failed(call: "open", path: path, code: errno)
    }

    init(writable path: String) throws(SandboxError) {
        descriptor = unsafe csandbox_landlock_place(path, csandbox_place_folder)
        try Sandbox.check(descriptor, "open", path)
    }

    init(rewritable path: String) throws(SandboxError) {
        descriptor = unsafe csandbox_landlock_place(path, csandbox_place_file)
        try Sandbox.check(descriptor, "open", path)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }
}
