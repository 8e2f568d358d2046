/// How the watch learns of a folder's changes.
public enum FolderMode: Hashable, Sendable {
    /// The kernel reports changes at once.
    case events
    /// The watch scans the folder at intervals.
    case polling(Reason)

    /// Why the watch does not rely on the kernel.
    public enum Reason: Hashable, Sendable {
        case asked
        /// The folder is on a file system of this type, which other machines may write to.
        case network(type: String)
        /// The user's watches (`fs.inotify.max_user_watches`) are used up.
        case outOfWatches
        /// inotify refused, with the system's error text.
        case refused(String)
        /// The system does not have inotify.
        case system
    }

    public var isPolling: Bool { self != .events }

    /// The mode as a sentence for a person.
    public var sentence: String {
        switch self {
        case .events: "Changes are seen at once."
        case .polling(.asked): "It is looked at again and again, as asked."
        case .polling(.network(let type)):
            "It is on a file system (\(type)) that others may write to unseen, so it is looked at again and again."
        case .polling(.outOfWatches):
            """
            The kernel has no watch left for it, so it is looked at again and again. Raise the limit with \
            sysctl fs.inotify.max_user_watches.
            """
        case .polling(.refused(let text)):
            "The kernel does not watch it (\(text)), so it is looked at again and again."
        case .polling(.system): "This system has no inotify, so it is looked at again and again."
        }
    }
}
