internal import Files
internal import Foundation
public import Probing
public import Transcoding
public import Workers

/// What was published, what it was made from, and how: the file `NAME.json` beside a story.
///
/// It appears last, and goes first where a story is replaced, so that where it is, everything that it names is whole.
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

    /// A picture that stands for a slide.
    public struct Cover: Hashable, Sendable, Codable {
        public var file: File
        /// Its moment in the slide, in seconds.
        public var time: Double
    }

    /// A slide that is joined with others in one file.
    public struct Segment: Hashable, Sendable, Codable {
        /// Which slide of the story, counted from 1.
        public var slide: Int
        public var input: File
        /// What the input turned out to be.
        public var media: MediaInfo
        /// When it begins to be seen in the file, in seconds.
        public var start: Double
        /// When it is seen no more, in seconds. Transitions belong to both slides.
        public var end: Double
    }

    /// Which process has read an output back before it got its name.
    public typealias Verifier = OutputVerifier

    /// One posted item.
    public struct Slide: Hashable, Sendable, Codable {
        public var input: File
        public var video: File
        public var cover: Cover
        /// What the input turned out to be.
        public var media: MediaInfo
        /// What was to be done.
        public var plan: ExportPlan
        /// What was done.
        public var result: ExportResult
        /// What the output turned out to be.
        public var output: OutputFacts
        /// Which process found that out; absent in manifests of earlier versions.
        public var verifiedBy: Verifier?
        /// What of the story can be tapped, as platforms take it.
        public var platforms: PlatformRegions
        /// What was done otherwise than asked or expected, in sentences.
        public var substitutions: [String]
        /// What was wrong with the input though it plays, in sentences.
        public var warnings: [String]
        /// What is joined in it, in their order; absent where nothing is. `input` and `media` are the first's then.
        public var segments: [Segment]?
    }

    public var version: Int
    /// True for a draft, which is small and made in a hurry; absent otherwise.
    public var draft: Bool?
    /// The same for the same input, story, options and program; see ``Fingerprint``.
    public var fingerprint: String
    public var tools: ToolVersions
    /// The story document, with what the command line added.
    public var story: JSON
    /// In their order.
    public var slides: [Slide]

    /// The files that are the story, without the manifest.
    public var files: [File] { slides.flatMap { [$0.video, $0.cover.file] } }

    /// The text of the file, the same for equal manifests.
    func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try [UInt8](encoder.encode(self)) + [UInt8(ascii: "\n")]
    }

    /// Reads a file's text; nil where it is not a manifest of this version, or names other files than those of its
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

    /// Bytes of a manifest that is worth reading: a hundred slides have half of it.
    static let maximumBytes = 4 << 20

    /// The manifest of a story that is in a folder; nil if it has no such story.
    static func read(_ names: OutputNames, in folder: HeldFolder) -> Manifest? {
        folder.contents(of: names.manifest, limit: maximumBytes).flatMap { Manifest(json: $0, names: names) }
    }

    /// Whether all files that it names are in a folder, unchanged.
    func isWhole(in folder: HeldFolder) -> Bool {
        files.allSatisfy { $0.isUnchanged(in: folder) }
    }
}

extension Manifest.File {
    init(name: String, hash: FileHash) {
        self.init(name: name, bytes: hash.status.bytes, sha256: hash.sha256)
    }

    /// Whether the file of this name in a folder has this content.
    func isUnchanged(in folder: HeldFolder) -> Bool { unchanged(in: folder, as: name) != nil }

    /// The file of some name in a folder that has this content; nil where it has another, or is none.
    func unchanged(in folder: HeldFolder, as name: String) -> InputFile? {
        // The size says so for less.
        guard let opened = try? folder.open(name), let content = try? InputFile(opened),
            content.status.bytes == bytes, let hash = try? FileHash(of: content.file, isStopped: { false }),
            hash.sha256 == sha256
        else { return nil }
        return content
    }
}
