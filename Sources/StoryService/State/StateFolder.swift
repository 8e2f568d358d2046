package import Files
internal import Foundation

/// The folder in which the program keeps for its user what must be seen and changed by no other user: the queue, the
/// key of publications, the locks of watched folders.
public struct StateFolder: Hashable, Sendable {
    /// Absolute.
    public let path: String

    public init(path: String) {
        self.path = path
    }

    /// `$XDG_STATE_HOME/storymedia`, or that in `~/.local/state` where the variable is unset or no absolute path
    /// (XDG Base Directory Specification 0.8).
    public static var standard: StateFolder {
        let state = ProcessInfo.processInfo.environment["XDG_STATE_HOME"]
            .flatMap { $0.hasPrefix("/") ? $0 : nil }
        return StateFolder(path: (state ?? NSHomeDirectory() + "/.local/state") + "/storymedia")
    }

    /// Opens the folder, and makes it where it is missing.
    ///
    /// - Returns: nil where it cannot be had, or another user may write in it.
    package func open() -> HeldFolder? {
        guard let (folder, _) = try? OutputPlace(path: path).make(permissions: 0o700),
            (try? folder.isOwnersAlone()) == true
        else { return nil }
        return folder
    }
}
