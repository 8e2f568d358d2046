package import Files

/// The name of a story's files without extensions: the upload's own, unless another upload's story has that name.
///
/// Names collide because phones restart their numbering, and because a photo and a clip may have the same stem.
package struct OutputStem: Hashable, Sendable {
    package let text: String

    /// Looks for a name that is free.
    ///
    /// - Parameters:
    ///   - place: where the story appears.
    ///   - taken: the names that pending jobs will use, as ``key(_:)``.
    package static func choose(
        for upload: RelativePath, sha256: String, in place: OutputPlace, taken: Set<String>
    ) -> OutputStem {
        let folder = (try? place.open()) ?? nil
        let isFree = { (stem: String) in
            !taken.contains(key(Path.resolve(stem, in: place.path))) && !exists(stem, in: folder)
        }
        let stem = OutputNames.shortened(UploadName.stem(of: upload.name))
        // A part of the hash is the same for each attempt to queue the upload.
        let candidates = [
            stem, distinct(upload, sha256: sha256),
            OutputNames.shortened(stem + "-" + sha256.prefix(16)),
            OutputNames.shortened(stem + "-" + sha256),
        ]
        if let free = candidates.first(where: isFree) { return OutputStem(text: free) }
        // An uploader who has taken all these names could take more predictable ones, too.
        var random = OutputNames.shortened(stem + "-" + PartName.randomToken())
        while !isFree(random) { random = OutputNames.shortened(stem + "-" + PartName.randomToken()) }
        return OutputStem(text: random)
    }

    /// The name for an upload whose own name is taken.
    package static func distinct(_ upload: RelativePath, sha256: String) -> String {
        let stem = OutputNames.shortened(UploadName.stem(of: upload.name))
        return OutputNames.shortened(stem + "-" + sha256.prefix(8))
    }

    /// The path of a story's files in a form to compare: some file systems ignore case.
    package static func key(_ path: String) -> String { path.lowercased() }

    /// Suffixes of a story's files. A whole or partial story has a file with at least one of them.
    private static let suffixes = [".mp4", ".jpg", ".json", "-1.mp4", "-1.jpg"]

    private static func exists(_ stem: String, in folder: HeldFolder?) -> Bool {
        guard let folder else { return false }
        return suffixes.contains { ((try? folder.entry(stem + $0)) ?? nil) != nil }
    }
}
