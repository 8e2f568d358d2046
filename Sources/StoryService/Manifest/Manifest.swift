internal import Files
internal import Foundation
public import Probing
public import Transcoding
public import Workers

/// What was published, what it was made from, and how: the file `NAME.json` beside a story.
///
/// It is published last, and removed first when a story is replaced. While it exists, every file that it names is
/// complete.
public struct Manifest: Hashable, Sendable, Codable {
    /// The version of the format that this program reads and writes.
    public static let currentVersion = 1

    /// A file and its content.
    public struct File: Hashable, Sendable, Codable {
        /// Without a folder.
        public var name: String
        public var bytes: Int64
        /// 64 hexadecimal digits in lower case.
        public var sha256: String
    }

    /// The picture that stands for a slide.
    public struct Cover: Hashable, Sendable, Codable {
        public var file: File
        /// The time of its frame in the slide, in seconds.
        public var time: Double
    }

    /// A slide that is joined with others in one file.
    public struct Segment: Hashable, Sendable, Codable {
        /// Which slide of the story, counted from 1.
        public var slide: Int
        public var input: File
        /// What the input turned out to be.
        public var media: MediaInfo
        /// When it first appears in the file, in seconds.
        public var start: Double
        /// When it is last seen, in seconds. A transition belongs to both of its slides.
        public var end: Double
    }

    /// Which process read an output back before the output was published.
    public typealias Verifier = OutputVerifier

    /// One posted item.
    public struct Slide: Hashable, Sendable, Codable {
        public var input: File
        public var video: File
        public var cover: Cover
        /// What the input turned out to be.
        public var media: MediaInfo
        /// What the plan asked for.
        public var plan: ExportPlan
        /// What was done.
        public var result: ExportResult
        /// What the output turned out to be.
        public var output: OutputFacts
        /// Which process found out `output`; absent in manifests of earlier versions.
        public var verifiedBy: Verifier?
        /// The parts of the story that can be tapped, in the platforms' formats.
        public var platforms: PlatformRegions
        /// How the result differs from what was asked or expected, in sentences.
        public var substitutions: [String]
        /// What is wrong with the input although it plays, in sentences.
        public var warnings: [String]
        /// The slides joined in this file, in their order; absent if nothing is joined. `input` and `media` then
        /// describe the first.
        public var segments: [Segment]?
    }

    public var version: Int
    /// True for a draft, which is small and made in a hurry; absent otherwise.
    public var draft: Bool?
    /// Equal for the same input, story, options and program; see ``Fingerprint``.
    public var fingerprint: String
    public var tools: ToolVersions
    /// The story document, including what the command line added.
    public var story: JSON
    /// In the story's order.
    public var slides: [Slide]

    /// The story's files, without the manifest.
    public var files: [File] { slides.flatMap { [$0.video, $0.cover.file] } }

    /// The file's text. Equal manifests have equal text.
    func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try [UInt8](encoder.encode(self)) + [UInt8(ascii: "\n")]
    }

    /// Reads a file's text; nil if it is not a manifest of this version, or if it names files that do not belong to its
    /// story.
    init?(json: [UInt8], names: OutputNames) {
        guard let manifest = try? JSONDecoder().decode(Manifest.self, from: Data(json)),
            manifest.version == Self.currentVersion, !manifest.slides.isEmpty
        else { return nil }
        let isOwn = zip(manifest.files, names.files(slideCount: manifest.slides.count))
            .allSatisfy { $0.name.utf8.elementsEqual($1.utf8) }
        guard isOwn else { return nil }
        self = manifest
    }

    init(fingerprint: String, story: JSON, slides: [Slide], isDraft: Bool = false) {
        version = Self.currentVersion
        draft = isDraft ? true : nil
        self.fingerprint = fingerprint
        tools = .current
        self.story = story
        self.slides = slides
    }

    /// The largest manifest to read, in bytes: a hundred slides need half of it.
    static let maximumBytes = 4 << 20

    /// The manifest of a story in a folder; nil if the folder has no such story.
    static func read(_ names: OutputNames, in folder: HeldFolder) -> Manifest? {
        folder.contents(of: names.manifest, limit: maximumBytes).flatMap { Manifest(json: $0, names: names) }
    }

    /// Whether a folder has all files that the manifest names, unchanged.
    func isWhole(in folder: HeldFolder) -> Bool {
        files.allSatisfy { $0.isUnchanged(in: folder) }
    }
}

extension Manifest.File {
    init(name: String, hash: FileHash) {
        self.init(name: name, bytes: hash.status.bytes, sha256: hash.sha256)
    }

    /// Whether a folder has a file of this name with this content.
    func isUnchanged(in folder: HeldFolder) -> Bool { unchanged(in: folder, as: name) != nil }

    /// The folder's file called `name` if it has this content; nil if its content differs or it does not exist.
    func unchanged(in folder: HeldFolder, as name: String) -> InputFile? {
        // Comparing sizes first is cheaper than hashing.
        guard let opened = try? folder.open(name), let content = try? InputFile(opened),
            content.status.bytes == bytes,
            let hash = try? FileHash.reading(content.file, isStopped: { false }),
            hash.sha256 == sha256
        else { return nil }
        return content
    }
}
