import Foundation
import Hashing
import Story

@testable import Files
@testable import Probing
@testable import StoryService
@testable import Transcoding

extension Manifest {
    /// A manifest for files whose content is text.
    ///
    /// - Parameter files: each slide's video and cover.
    static func sample(_ slides: [(video: (String, String), cover: (String, String))]) throws -> Manifest {
        let media = MediaInfo(
            kind: .photo, container: "png", bytes: 1, picture: PictureInfo(codedWidth: 9, codedHeight: 16))
        let plan = try ExportPlan.plans(
            for: media, input: "photo.png", options: PlanOptions(preset: .story))[0]
        let described = slides.map { slide in
            Slide(
                input: file("photo.png", "upload"), video: file(slide.video.0, slide.video.1),
                cover: Cover(file: file(slide.cover.0, slide.cover.1), time: 0.5), media: media, plan: plan,
                result: ExportResult(frameCount: 150, frameRate: 30),
                output: OutputFacts(
                    bytes: 1, sha256: "", videoCodec: "h264", videoProfile: "High", width: 1080,
                    height: 1920, pixelFormat: "yuv420p", color: "bt709/bt709/bt709/tv", frameRate: 30,
                    frames: 150, videoDuration: 5, videoBitRate: 1_000_000, audioCodec: "aac",
                    sampleRate: 48_000, channels: 2, audioDuration: 5, keyFrames: 3),
                platforms: PlatformRegions([]),
                substitutions: ["trimmed to 15 s, the most that preset story takes"], warnings: [])
        }
        return Manifest(
            fingerprint: "f",
            story: .object(["version": .number(1), "slides": .array([.null, .bool(true)])]),
            slides: described)
    }

    private static func file(_ name: String, _ content: String) -> File {
        File(name: name, bytes: Int64(content.utf8.count), sha256: SHA256.hash(content))
    }
}

extension Manifest {
    /// The manifest at a path.
    static func read(_ path: String) -> Manifest? {
        guard path.hasSuffix(".json"), let folder = try? HeldFolder(Path.folder(of: path)) else { return nil }
        let stem = String(Path.name(of: path).dropLast(5))
        return read(OutputNames(input: "", outputDirectory: folder.path, stem: stem), in: folder)
    }

    func isWhole(in folder: String) -> Bool { (try? HeldFolder(folder)).map { isWhole(in: $0) } ?? false }

    /// Reads the manifest of a story of some name.
    init?(json: [UInt8], stem: String) {
        self.init(json: json, names: OutputNames(input: "", outputDirectory: ".", stem: stem))
    }
}
