package import Files
internal import Foundation
internal import SystemPackage

/// The user's folder for what no other user may see or change: the queue, the publication key and the locks of watched
/// folders.
public struct StateFolder: Hashable, Sendable {
    /// Absolute.
    public let path: String

    public init(path: String) {
        self.path = path
    }

    /// `$XDG_STATE_HOME/storymedia`, or `~/.local/state/storymedia` if the variable is unset or not an absolute path
    /// (XDG Base Directory Specification 0.8).
    public static var standard: StateFolder {
        let state = ProcessInfo.processInfo.environment["XDG_STATE_HOME"]
            .flatMap { $0.hasPrefix("/") ? $0 : nil }
        return StateFolder(path: (state ?? NSHomeDirectory() + "/.local/state") + "/storymedia")
    }

    /// Opens the folder. If it is missing, makes it.
    ///
    /// - Returns: nil if the folder cannot be opened or made, or if another user may write to it.
    package func open() -> HeldFolder? {
        guard let (folder, _) = try? OutputPlace(path: path).make(permissions: .ownerReadWriteExecute),
            (try? folder.isOwnersAlone()) == true
        else { return nil }
        return folder
    }
}
