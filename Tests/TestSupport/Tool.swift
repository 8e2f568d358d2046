import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A program that tests run.
public struct Tool: Sendable {
    /// A name that is looked up in `PATH`, or a path.
    public let name: String

    public init(_ name: String) {
        self.name = name
    }

    public static let ffmpeg = Tool("ffmpeg")
    public static let ffprobe = Tool("ffprobe")

    /// Runs the program to its end with an empty standard input.
    ///
    /// - Parameters:
    ///   - directory: Where it runs; nil for the directory of the test.
    ///   - environment: What is added to, or replaced in, the environment of the test.
    ///   - timeout: After which it is killed, with all that it started.
    /// - Throws: `ToolError` when the program cannot be started. An exit code other than 0 is
    ///   no error here: see ``checked(_:in:environment:timeout:)``.
    public func run(
        _ arguments: [String], in directory: String? = nil, environment: [String: String] = [:],
        timeout: Duration = .seconds(120)
    ) async throws -> ToolResult {
        let process = try start(arguments, in: directory, environment: environment)
        return try await process.result(timeout: timeout)
    }

    /// Runs the program and expects it to succeed.
    ///
    /// - Throws: `ToolError` with what the program said, when it fails or takes longer than `timeout`.
    @discardableResult
    public func checked(
        _ arguments: [String], in directory: String? = nil, environment: [String: String] = [:],
        timeout: Duration = .seconds(120)
    ) async throws -> ToolResult {
        let result = try await run(arguments, in: directory, environment: environment, timeout: timeout)
        guard result.exitCode == 0 else {
            throw ToolError(
                message: "\(([name] + arguments).joined(separator: " ")): \(result.ending): "
                    + result.standardError.suffix(2000))
        }
        return result
    }

    /// Starts the program in a process group of its own, so that a signal to the tests does not
    /// reach it and a timeout reaches its children.
    public func start(
        _ arguments: [String], in directory: String? = nil, environment: [String: String] = [:]
    ) throws -> RunningTool {
        let output = try OutputFile()
        let errors = try OutputFile()

        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, output.descriptor, 1)
        unsafe posix_spawn_file_actions_adddup2(&actions, errors.descriptor, 2)

        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        // A shell starts what it runs in the background with SIGINT ignored, and children inherit
        // that; the program under test is to see signals as in the foreground.
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        for signal in [SIGINT, SIGTERM, SIGQUIT, SIGHUP, SIGPIPE] { unsafe sigaddset(&signals, signal) }
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        let flags = [POSIX_SPAWN_SETPGROUP, POSIX_SPAWN_SETSIGMASK, POSIX_SPAWN_SETSIGDEF].reduce(0, |)
        unsafe posix_spawnattr_setflags(&attributes, Int16(flags))

        let merged = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        // The C library's own way to change the directory is invisible from Swift; `env` executes
        // the program in its place, so the process stays the same.
        let command = directory.map { ["env", "-C", $0, name] } ?? [name]
        var argv = unsafe CStrings(command + arguments)
        var envp = unsafe CStrings(merged.map { "\($0)=\($1)" })
        defer {
            unsafe argv.deallocate()
            unsafe envp.deallocate()
        }
        Self.forgetPeak()
        var identifier: pid_t = 0
        let begin = ContinuousClock.now
        let code = unsafe posix_spawnp(
            &identifier, command[0], &actions, &attributes, argv.pointers, envp.pointers)
        guard code == 0 else {
            throw ToolError(message: unsafe "cannot start \(name): \(String(cString: strerror(code)))")
        }
        return RunningTool(
            tool: self, processIdentifier: identifier, begin: begin, output: output, errors: errors)
    }

    /// Lets the peak memory of this process begin anew, with nothing in it that is free already.
    ///
    /// Linux counts the peak of the process that executes a program as the program's (`setmax_mm_hiwater_rss` in
    /// fs/exec.c), and tests that run in this process at the same time need more than some programs may.
    private static func forgetPeak() {
        #if canImport(Glibc)
            // Not in Swift's view of the C library.
            if let trim = unsafe dlsym(nil, "malloc_trim") {
                _ = unsafe unsafeBitCast(trim, to: (@convention(c) (Int) -> Int32).self)(0)
            }
            // proc(5), clear_refs
            try? "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
        #endif
    }
}

/// Why a tool gave no result.
public struct ToolError: Error, CustomStringConvertible {
    public let message: String
    public var description: String { message }
}

/// A list of C strings that ends with a null pointer.
@unsafe private struct CStrings {
    var pointers: [UnsafeMutablePointer<CChar>?]

    init(_ strings: [String]) {
        unsafe pointers = strings.map { unsafe strdup($0) } + [nil]
    }

    mutating func deallocate() {
        while let pointer = unsafe pointers.popLast() { unsafe free(pointer) }
    }
}
