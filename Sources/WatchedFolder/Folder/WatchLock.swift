internal import Files
internal import StoryService
internal import SystemPackage

/// Keeps two processes from watching one folder.
///
/// Locks a file in the user's state folder, which only that user can lock. Without a state folder, locks the watched
/// folder itself, which any user who may read it can lock.
final class WatchLock: Sendable {
    private let file: OpenFile

    /// - Returns: nil if another process watches the folder.
    init?(on tree: FolderTree, in state: StateFolder) {
        guard let folder = try? tree.status() else { return nil }
        let name = "watch-\(String(folder.device, radix: 16))-\(String(folder.inode, radix: 16)).lock"
        if let file = try? state.open()?.openOrCreate(name, permissions: .ownerReadWrite) {
            self.file = file
        } else if let file = try? tree.openSelf() {
            self.file = file
        } else {
            return nil
        }
        // On a file system without locks, two processes do everything twice, but lose nothing.
        if file.lock() == .held { return nil }
    }
}
