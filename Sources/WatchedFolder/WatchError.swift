/// Why a folder cannot be watched.
public struct WatchError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: String, Hashable, Sendable, Codable {
        /// The folder is missing, or is not a folder.
        case folderMissing
        /// The watch cannot move files in it.
        case folderNotWritable
        /// Another process watches it.
        case alreadyWatched
        /// Output or queue files would be taken for uploads.
        case wouldLoop
        /// The system refuses a resource that watching needs.
        case inputOutput
    }

    public let code: Code
    /// The folder or file, as the caller named it.
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
