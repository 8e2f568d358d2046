internal import Files
internal import Hashing

/// The names of one story's files.
///
/// For `clip.mov`: `clip.mp4`, `clip.jpg` and `clip.json`; with several slides `clip-1.mp4`, `clip-1.jpg`, … and one
/// `clip.json`. A draft is called `clip.draft.mp4` and so on, so that it never replaces a finished story. A stem that
/// is too long for the suffixes is shortened.
package struct OutputNames: Hashable, Sendable {
    let folder: String
    /// The input's name without its extension.
    private(set) var stem: String

    /// - Parameters:
    ///   - outputDirectory: nil for the input's own folder.
    ///   - stem: nil for the input's name without its extension.
    init(
        input: String, outputDirectory: String? = nil, stem wanted: String? = nil, isDraft: Bool = false
    ) {
        folder = outputDirectory ?? Path.folder(of: input)
        let name = Path.name(of: input)
        let dot = name.dropFirst().lastIndex(of: ".")
        let own = String(dot.map { name[..<$0] } ?? name[...])
        stem = Self.shortened(wanted ?? own)
        let suffix = dot.map { name[name.index(after: $0)...].lowercased() } ?? ""
        // An output must never have the name of an upload, on any file system: the story of `clip.mp4` becomes
        // `clip.story.mp4` beside it, and so does that of `clip.MP4`.
        if ["mp4", "jpg", "json"].contains(suffix), stem.lowercased() == own.lowercased(), isFolder(of: input)
        {
            stem += ".story"
        }
        if isDraft { stem += ".draft" }
    }

    /// File systems accept names of up to 255 bytes, and `.story.draft-1234.json` must fit after a stem.
    private static let maximumStemBytes = 230

    /// Shortens a stem that is too long: its beginning, then part of its hash, so that different stems stay different.
    package static func shortened(_ stem: String) -> String {
        guard stem.utf8.count > maximumStemBytes else { return stem }
        let end = "-" + SHA256.hash(stem).prefix(16)
        return stem.beginning(bytes: maximumStemBytes - end.utf8.count) + end
    }

    /// Whether a file is in the output folder, no matter which path names that folder.
    func isFolder(of file: String) -> Bool {
        let other = Path.folder(of: file)
        if other == folder { return true }
        guard let mine = try? FileSystem.status(of: folder), let its = try? FileSystem.status(of: other)
        else { return false }
        return mine.isSameFile(as: its)
    }

    var manifest: String { stem + ".json" }

    /// - Parameter slide: counted from 1.
    func video(slide: Int, of count: Int) -> String { base(slide, count) + ".mp4" }

    /// - Parameter slide: counted from 1.
    func cover(slide: Int, of count: Int) -> String { base(slide, count) + ".jpg" }

    /// The names of all files of a story, except the manifest.
    func files(slideCount: Int) -> [String] {
        (0..<max(1, slideCount)).flatMap {
            [video(slide: $0 + 1, of: slideCount), cover(slide: $0 + 1, of: slideCount)]
        }
    }

    /// The path of a file in the folder, for a person or another program.
    func path(of name: String) -> String { Path.resolve(name, in: folder) }

    private func base(_ slide: Int, _ count: Int) -> String { count == 1 ? stem : "\(stem)-\(slide)" }
}
