/// How a folder's changes come to be known.
public enum FolderMode: Hashable, Sendable {
    /// The kernel says so at once.
    case events
    /// It is looked at again and again.
    case polling(Reason)

    /// Why the kernel cannot be relied upon.
    public enum Reason: Hashable, Sendable {
        case asked
        /// The type of the file system that other machines may write to.
        case network(type: String)
        /// The user's watches (`fs.inotify.max_user_watches`) are used up.
        case outOfWatches
        /// inotify refused, with the system's text.
        case refused(String)
        /// The system has no inotify.
        case system
    }

    public var isPolling: Bool { self != .events }

    /// For a person.
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
