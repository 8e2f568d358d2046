/// What a story's files are to be called: as its upload, unless another upload's story has that name.
///
/// Phones begin to count anew, and a photo and a film may have the same stem.
struct OutputStem: Hashable, Sendable {
    let text: String

    /// - Parameters:
    ///   - output: the folder for the story.
    ///   - taken: what pending jobs will use, as ``key(_:)``.
    init(_ upload: RelativePath, sha256: String, output: String, taken: Set<String>) {
        let stem = UploadName.stem(of: upload.name)
        // Part of the hash: the same for each try to queue the upload.
        let candidates = [
            stem, Self.distinct(upload, sha256: sha256), stem + "-" + sha256.prefix(16),
        ]
        text =
            candidates.first { candidate in
                !taken.contains(Self.key(Path.resolve(candidate, in: output)))
                    && !Self.exists(candidate, in: output)
            } ?? stem + "-" + sha256
    }

    /// The name for an upload whose own is taken.
    static func distinct(_ upload: RelativePath, sha256: String) -> String {
        UploadName.stem(of: upload.name) + "-" + sha256.prefix(8)
    }

    /// The place of a story's files, to be compared: some file systems do not tell upper from lower
    /// case.
    static func key(_ path: String) -> String { path.lowercased() }

    private static func exists(_ stem: String, in folder: String) -> Bool {
        [".mp4", ".jpg", ".json", "-1.mp4"].contains { suffix in
            ((try? FileSystem.status(of: Path.resolve(stem + suffix, in: folder))) ?? nil) != nil
        }
    }
}
