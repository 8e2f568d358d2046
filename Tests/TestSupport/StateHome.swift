import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The folder in which the program under test keeps its state, here and in processes that tests start: one of the
/// tests' own, so that nothing reaches that of the user who runs them. It goes with the process.
enum StateHome {
    private static let path = FileManager.default.temporaryDirectory
        .appending(path: "storymedia-state-" + UUID().uuidString).path(percentEncoded: false)

    static let use: Void = {
        unsafe setenv("XDG_STATE_HOME", path, 1)
        atexit { try? FileManager.default.removeItem(atPath: StateHome.path) }
    }()
}
