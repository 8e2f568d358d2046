/// What the files of one story are called.
///
/// For `clip.mov`: `clip.mp4`, `clip.jpg` and `clip.json`; with several slides `clip-1.mp4`,
/// `clip-1.jpg`, … and one `clip.json`.
struct OutputNames: Hashable, Sendable {
    let folder: String
    /// The input's name without its extension.
    let stem: String

    /// - Parameter outputDirectory: nil for the input's own folder.
    init(input: String, outputDirectory: String? = nil) {
        let name = Path.name(of: input)
        let dot = name.dropFirst().lastIndex(of: ".")
        let stem = String(dot.map { name[..<$0] } ?? name[...])
        let suffix = dot.map { name[name.index(after: $0)...].lowercased() } ?? ""
        folder = outputDirectory ?? Path.folder(of: input)
        // An output must never have the name of an upload, on no file system: `clip.mp4` becomes
        // `clip.story.mp4` beside it, and so does `clip.MP4`.
        let couldCollide = ["mp4", "jpg", "json"].contains(suffix)
        self.stem = couldCollide && outputDirectory == nil ? stem + ".story" : stem
    }

    var manifest: String { stem + ".json" }

    /// - Parameter slide: counted from 1.
    func video(slide: Int, of count: Int) -> String { base(slide, count) + ".mp4" }

    /// - Parameter slide: counted from 1.
    func cover(slide: Int, of count: Int) -> String { base(slide, count) + ".jpg" }

    /// The path of a file in the folder.
    func path(of name: String) -> String { Path.resolve(name, in: folder) }

    private func base(_ slide: Int, _ count: Int) -> String { count == 1 ? stem : "\(stem)-\(slide)" }
}
