/// Why a folder cannot be watched.
public struct WatchError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: String, Hashable, Sendable, Codable {
        /// The folder is missing, or no folder.
        case folderMissing
        /// Files in it cannot be moved.
        case folderNotWritable
        /// Another process watches it.
        case alreadyWatched
        /// Output or queue would come in as uploads.
        case wouldLoop
        /// The system refuses what it takes.
        case inputOutput
    }

    public let code: Code
    /// The folder or file, as it was named.
    public let path: String
    /// A sentence for a person: what is wrong and what to do.
    public let message: String

    init(_ code: Code, _ path: String, _ message: String) {
        self.code = code
        self.path = path
        self.message = message
    }

    public var description: String { "\(path): \(message)" }
}
