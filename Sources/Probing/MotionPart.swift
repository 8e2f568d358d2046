/// The moving part that belongs to a photo.
public struct MotionPart: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable {
        /// An MP4 behind the JPEG or HEIC data of the same file (Android).
        case motionPhoto
        /// A `.mov` with the same name and content identifier (Apple).
        case livePhoto
    }

    public var kind: Kind
    /// Where the MP4 starts in the photo's file, in bytes; nil for a Live Photo.
    public var offset: Int64?
    /// The other file's name, beside the photo; nil for a motion photo.
    public var fileName: String?

    public init(kind: Kind, offset: Int64? = nil, fileName: String? = nil) {
        self.kind = kind
        self.offset = offset
        self.fileName = fileName
    }
}

extension MotionPart {
    /// Where the film of a Live Photo would be: beside the still, under its name with the extensions that
    /// cameras, transfers and exports write.
    ///
    /// - Parameter path: the still's; the films' begin as it does.
    public static func films(beside path: String) -> [String] {
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
        let name = path[folder.endIndex...]
        let stem = name.lastIndex(of: ".").map { name[..<$0] } ?? name
        guard !stem.isEmpty else { return [] }
        return ["mov", "MOV", "mp4", "MP4"].map { "\(folder)\(stem).\($0)" }
    }
}
