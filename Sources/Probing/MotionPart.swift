/// The moving part that belongs to a photo.
public struct MotionPart: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable {
        /// An MP4 after the JPEG or HEIC data in the same file (Android).
        case motionPhoto
        /// A `.mov` with the same name and content identifier (Apple).
        case livePhoto
    }

    public var kind: Kind
    /// Where the MP4 starts in the photo's file, in bytes; nil for a Live Photo.
    public var offset: Int64?
    /// The name of the other file, which lies beside the photo; nil for a motion photo.
    public var fileName: String?

    public init(kind: Kind, offset: Int64? = nil, fileName: String? = nil) {
        self.kind = kind
        self.offset = offset
        self.fileName = fileName
    }
}

extension MotionPart {
    /// The possible paths of a Live Photo's video: beside the still, with its name and the extensions that cameras,
    /// transfers and exports write.
    ///
    /// - Parameter path: the still's path, whose stem the videos share.
    public static func videos(beside path: String) -> [String] {
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
        let name = path[folder.endIndex...]
        let stem = name.lastIndex(of: ".").map { name[..<$0] } ?? name
        guard !stem.isEmpty else { return [] }
        return ["mov", "MOV", "mp4", "MP4"].map { "\(folder)\(stem).\($0)" }
    }
}
