internal import Foundation
public import Transcoding

/// What was published, what it was made from, and how: the file `NAME.json` beside a story.
///
/// It appears last, so that where it is, everything that it names is whole.
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
    public enum Verifier: String, Hashable, Sendable, Codable {
        /// Another one than that which made it, confined as that was.
        case confinedProcess
        /// Another one than that which made it. Neither was confined (`--containment lists`).
        case unconfinedProcess
        /// The one that made it.
        case sameProcess
    }

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

    /// Reads a file's text; nil where it is not a manifest of this version.
    init?(json: [UInt8]) {
        guard let manifest = try? JSONDecoder().decode(Manifest.self, from: Data(json)),
            manifest.version == Self.currentVersion
        else { return nil }
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
    private static let maximumBytes = 4 << 20

    /// The manifest that is there under a name; nil where there is none.
    static func read(_ path: String) -> Manifest? {
        FileSystem.contents(of: path, limit: maximumBytes).flatMap(Manifest.init(json:))
    }

    /// Whether all files that it names are in a folder, unchanged.
    func isWhole(in folder: String) -> Bool {
        files.allSatisfy { $0.isUnchanged(at: Path.resolve($0.name, in: folder)) }
    }
}

extension Manifest.File {
    /// A file as it is now.
    ///
    /// - Throws: ``SystemError`` where it cannot be read.
    init(name: String, at path: String) throws {
        let hash = try FileHash(of: path)
        self.init(name: name, hash: hash)
    }

    init(name: String, hash: FileHash) {
        self.init(name: name, bytes: hash.status.bytes, sha256: hash.sha256)
    }

    /// Whether the file at a path has this content.
    func isUnchanged(at path: String) -> Bool {
        // The size says so for less.
        guard let status = try? FileSystem.status(of: path), status.isRegular, status.bytes == bytes
        else { return false }
        return (try? FileHash(of: path))?.sha256 == sha256
    }
}
