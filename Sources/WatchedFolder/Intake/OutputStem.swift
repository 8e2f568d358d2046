internal import Files
internal import StoryService

/// What a story's files are to be called: as its upload, unless another upload's story has that name.
///
/// Phones begin to count anew, and a photo and a film may have the same stem.
struct OutputStem: Hashable, Sendable {
    let text: String

    /// - Parameters:
    ///   - place: where the story appears.
    ///   - taken: what pending jobs will use, as ``key(_:)``.
    init(_ upload: RelativePath, sha256: String, in place: OutputPlace, taken: Set<String>) {
        let folder = (try? place.open()) ?? nil
        let isFree = { (stem: String) in
            !taken.contains(Self.key(Path.resolve(stem, in: place.path))) && !Self.exists(stem, in: folder)
        }
        let stem = OutputNames.shortened(UploadName.stem(of: upload.name))
        // Part of the hash: the same for each try to queue the upload.
        let candidates = [
            stem, Self.distinct(upload, sha256: sha256),
            OutputNames.shortened(stem + "-" + sha256.prefix(16)),
            OutputNames.shortened(stem + "-" + sha256),
        ]
        if let free = candidates.first(where: isFree) {
            text = free
            return
        }
        // An uploader who has taken all these can guess more of that kind.
        var random = OutputNames.shortened(stem + "-" + PartName.randomToken())
        while !isFree(random) { random = OutputNames.shortened(stem + "-" + PartName.randomToken()) }
        text = random
    }

    /// The name for an upload whose own is taken.
    static func distinct(_ upload: RelativePath, sha256: String) -> String {
        let stem = OutputNames.shortened(UploadName.stem(of: upload.name))
        return OutputNames.shortened(stem + "-" + sha256.prefix(8))
    }

    /// The place of a story's files, to be compared: some file systems do not tell upper from lower
    /// case.
    static func key(_ path: String) -> String { path.lowercased() }

    /// The ends of names of which one at least is there where a story is, or some of one.
    private static let suffixes = [".mp4", ".jpg", ".json", "-1.mp4", "-1.jpg"]

    private static func exists(_ stem: String, in folder: HeldFolder?) -> Bool {
        guard let folder else { return false }
        return suffixes.contains { ((try? folder.entry(stem + $0)) ?? nil) != nil }
    }
}
