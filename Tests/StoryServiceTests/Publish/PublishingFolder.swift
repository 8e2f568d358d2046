import Foundation
import TestSupport
import Testing

@testable import Files
@testable import StoryService
@testable import Workers

/// A folder in which stories called `clip` are published, with a state folder and other files of the user beside it.
final class PublishingFolder {
    let directory: TemporaryDirectory
    /// The names of stories.
    let names: OutputNames
    let place: OutputPlace
    let state: StateFolder

    init() throws {
        let directory = try TemporaryDirectory()
        try directory.write("precious", to: "victim/precious")
        try directory.write("secret", to: "victim/.ssh/authorized_keys")
        try directory.write("also precious", to: "precious")
        try FileManager.default.createDirectory(
            atPath: directory.file("out"), withIntermediateDirectories: true)
        names = OutputNames(input: "clip.mov", outputDirectory: directory.file("out"))
        place = OutputPlace(path: directory.file("out"))
        state = StateFolder(path: directory.file("state"))
        self.directory = directory
    }

    /// What is in the output's folder, hidden files too.
    var contents: [String] {
        directory.contents.filter { $0.hasPrefix("out/") }.map { String($0.dropFirst(4)) }
    }

    func path(_ name: String) -> String { directory.file("out/" + name) }

    func write(_ text: String, _ name: String) throws { try directory.write(text, to: "out/" + name) }

    func text(_ name: String) -> String? { try? String(contentsOfFile: path(name), encoding: .utf8) }

    /// Everything outside of the output's folder, and its content.
    var outside: [String: String] {
        var found: [String: String] = [:]
        for name in directory.contents where !name.hasPrefix("out") && !name.hasPrefix("state") {
            found[name] = (try? String(contentsOfFile: directory.file(name), encoding: .utf8)) ?? "folder"
        }
        return found
    }

    func settle(keeping kept: [PartName] = []) {
        StagingRecovery.settle(names, in: place, state: state, keeping: kept)
    }

    /// A story of some slides, whose files say what they are.
    static func story(_ version: String, slides: Int = 1) throws -> Manifest {
        let names = OutputNames(input: "clip.mov", outputDirectory: "out")
        return try .sample(
            (1...slides).map {
                (
                    (names.video(slide: $0, of: slides), "\(version) video \($0)"),
                    (names.cover(slide: $0, of: slides), "\(version) cover \($0)")
                )
            })
    }

    /// A run that has made a story of that kind.
    func stage(_ version: String, slides: Int = 1, hasKey: Bool = true) throws -> Staging {
        let staging = try Staging.make(names, in: place, key: hasKey ? PublicationKey.open(in: state) : nil)
        for slide in 1...slides {
            try staging.outputs.create(.video(slide: slide)).write(Array("\(version) video \(slide)".utf8))
            try staging.outputs.create(.cover(slide: slide)).write(Array("\(version) cover \(slide)".utf8))
        }
        return staging
    }

    func targets() throws -> Targets { Targets(names, in: try #require(try place.open())) }

    func publish(_ version: String, slides: Int = 1, overwrites: Bool = false) throws {
        let staging = try stage(version, slides: slides)
        let publication = try prepare(staging, version, slides: slides, overwrites: overwrites)
        try publication.place()
        try staging.close(publication)
    }

    func prepare(
        _ staging: Staging, _ version: String, slides: Int = 1, overwrites: Bool = false
    ) throws -> Publication {
        let targets = try targets()
        let manifest = try Self.story(version, slides: slides)
        return try staging.prepare(
            manifest,
            replacing: try targets.replaceable(
                slideCount: slides, inputs: [], overwrites: overwrites),
            superseding: targets.superseded(by: manifest))
    }

    /// What a reader that follows the rule of docs/backend.md sees: the manifest, if there is one; it is whole.
    func read() -> Manifest? {
        guard let folder = try? HeldFolder(names.folder), let manifest = Manifest.read(names, in: folder),
            manifest.isWhole(in: folder)
        else { return nil }
        return manifest
    }

    /// Whether a manifest is there that names a file which is not as it says.
    var isTorn: Bool { FileManager.default.fileExists(atPath: path("clip.json")) && read() == nil }
}
