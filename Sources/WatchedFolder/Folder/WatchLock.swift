internal import Files
internal import StoryService

/// What keeps two processes from watching one folder.
///
/// A lock on a file in the user's state folder, which only that user can take. Where there is no state folder, a lock
/// on the watched folder itself, which any user who may look into it can take.
final class WatchLock: Sendable {
    private let file: OpenFile

    /// - Returns: nil where another process watches the folder.
    init?(on tree: FolderTree, in state: StateFolder) {
        guard let folder = try? tree.status() else { return nil }
        let name = "watch-\(String(folder.device, radix: 16))-\(String(folder.inode, radix: 16)).lock"
        if let file = try? state.open()?.openOrCreate(name, permissions: 0o600) {
            self.file = file
        } else if let file = try? tree.openSelf() {
            self.file = file
        } else {
            return nil
        }
        // Where the file system has no locks, two processes do everything twice, and lose nothing.
        if file.lock() == .held { return nil }
    }
}
