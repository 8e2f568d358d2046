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
        case .events: "The kernel reports its changes at once."
        case .polling(.asked): "It is polled, as requested."
        case .polling(.network(let type)):
            "It is polled, because the kernel does not see what other machines write to its file system (\(type))."
        case .polling(.outOfWatches):
            """
            It is polled, because the kernel has no watch left for it. Raise the limit with \
            sysctl fs.inotify.max_user_watches.
            """
        case .polling(.refused(let text)):
            "It is polled, because the kernel refuses to watch it (\(text))."
        case .polling(.system): "It is polled, because this system has no inotify."
        }
    }
}
