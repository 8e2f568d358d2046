import Foundation
import Hashing
import Logging
import Probing
import Story
import Synchronization
import TestSupport
import Testing

@testable import Files
@testable import StoryService
@testable import Workers

/// What an uploader has put into the output's folder: leftovers of runs that never were.
@Suite struct PlantedLeftoversTests {
    private static let token = "0123456789abcdef"

    /// Who vouches for a planted record.
    enum Signature: CaseIterable {
        case none, zeros, otherKey
        /// The user's own key: names alone must be enough to be refused.
        case ownKey
    }

    @Test(
        "Planted leftovers reach no file outside, whatever names they say, and the story is made",
        arguments: FileNames.foreign, Signature.allCases)
    func names(name: String, signature: Signature) async throws {
        let folder = try PublishingFolder()
        let manifest = try Manifest.sample([((name, "EVIL"), (name, "EVIL"))])
        try plant(manifest, replacing: [name, "clip.mp4"], signature, in: folder)
        let before = folder.outside
        folder.settle()
        #expect(folder.outside == before)
        #expect(folder.contents.allSatisfy { $0.hasPrefix(".clip.") }, "only what is none of ours is left")
        try await ingest(in: folder)
        #expect(folder.outside == before)
        #expect(folder.text("clip.mp4") == ScriptedHost.content(1))
    }

    @Test(
        "A planted manifest is believed neither to have been done nor to name what may go",
        arguments: FileNames.foreign)
    func manifests(name: String) async throws {
        let folder = try PublishingFolder()
        let content = name.hasSuffix("authorized_keys") ? "secret" : "precious"
        let planted = try Manifest.sample([((name, content), ("../precious", "also precious"))])
        try folder.write(String(decoding: try planted.json(), as: UTF8.self), "clip.json")
        let before = folder.outside
        let error = await #expect(throws: MediaError.self) { try await ingest(in: folder) }
        #expect(error?.code == .cannotCreateOutput && error?.message.hasPrefix("It exists already.") == true)
        try await ingest(in: folder, overwrites: true)
        #expect(folder.outside == before)
        #expect(folder.contents == ["clip.jpg", "clip.json", "clip.mp4"])
    }

    /// How leftovers that this program did make are turned to another use.
    enum Change: CaseIterable {
        case folder, stem, token, manifest, record, code, cutCode, longCode
    }

    @Test(
        "Genuine leftovers are believed only where they were made, and as they were made",
        arguments: Change.allCases)
    func replays(change: Change) throws {
        let folder = try PublishingFolder()
        try folder.publish("old")
        var staging: Staging? = try folder.stage("new")
        let publication = try folder.prepare(try #require(staging), "new", overwrites: true)
        try publication.perform(.begin)
        staging?.leave()
        staging = nil
        let parts = try FileManager.default.contentsOfDirectory(atPath: folder.path(".storymedia"))
        let tokens = parts.compactMap { PartName($0)?.token }
        let token = try #require(tokens.first)
        var names = folder.names
        var place = folder.place
        func rename(_ old: String, _ new: String) throws {
            for part in parts {
                try FileManager.default.moveItem(
                    atPath: folder.path(".storymedia/" + part),
                    toPath: folder.path(".storymedia/" + part.replacingOccurrences(of: old, with: new)))
            }
        }
        func edit(_ role: PartName.Role, _ change: (String) -> String) throws {
            let name = ".storymedia/clip.\(token).\(role.rawValue)"
            try folder.write(change(try #require(folder.text(name))), name)
        }
        switch change {
        case .folder:
            let other = folder.directory.file("other")
            try FileManager.default.copyItem(atPath: folder.names.folder, toPath: other)
            names = OutputNames(input: "clip.mov", outputDirectory: other)
            place = OutputPlace(path: other)
        case .stem:
            try rename("clip.", "clap.")
            names = OutputNames(input: "clap.mov", outputDirectory: folder.names.folder)
        case .token: try rename(token, Self.token)
        case .manifest:
            try edit(.manifest) {
                $0.replacingOccurrences(of: "\"fingerprint\" : \"f\"", with: "\"fingerprint\" : \"g\"")
            }
        case .record: try edit(.commit) { $0.replacingOccurrences(of: "clip.jpg", with: "clop.jpg") }
        case .code: try edit(.commit) { ($0.hasPrefix("0") ? "1" : "0") + $0.dropFirst() }
        case .cutCode: try edit(.commit) { String($0.dropFirst(2)) }
        case .longCode: try edit(.commit) { "00" + $0 }
        }
        let held = try #require(try place.open())
        let before = Manifest.read(folder.names, in: held)
        StagingRecovery.settle(names, in: place, state: folder.state)
        #expect(Manifest.read(folder.names, in: held) == before)
        #expect(try held.names().sorted() == ["clip.jpg", "clip.json", "clip.mp4"])
    }

    /// What stands where the staging area should be.
    enum Stand: CaseIterable {
        case link, danglingLink, file, pipe, groupWritable, othersWritable, otherOwner
    }

    @Test(
        "A staging area that another user could write to is refused, and nothing behind it is touched",
        arguments: Stand.allCases)
    func areas(stand: Stand) async throws {
        let folder = try PublishingFolder()
        let area = folder.path(".storymedia")
        let victim = folder.directory.file("victim")
        let make = {
            try FileManager.default.createDirectory(atPath: area, withIntermediateDirectories: false)
        }
        switch stand {
        case .link: try FileManager.default.createSymbolicLink(atPath: area, withDestinationPath: victim)
        case .danglingLink:
            try FileManager.default.createSymbolicLink(atPath: area, withDestinationPath: victim + "/new")
        case .file: try folder.write("", ".storymedia")
        case .pipe: try #require(unsafe mkfifo(area, 0o600) == 0)
        case .groupWritable:
            try make()
            try #require(unsafe chmod(area, 0o720) == 0)
        case .othersWritable:
            try make()
            try #require(unsafe chmod(area, 0o702) == 0)
        case .otherOwner:
            guard geteuid() == 0 else { return }
            try make()
            try #require(unsafe chown(area, 65_534, 65_534) == 0)
        }
        try folder.directory.write("secret", to: "victim/clip.\(Self.token).json")
        let before = folder.outside
        let contents = folder.contents
        folder.settle()
        let error = await #expect(throws: MediaError.self) { try await ingest(in: folder) }
        #expect(error?.code == .cannotCreateOutput && error?.file == area)
        #expect(error?.remedies.contains(Remedy(.chooseOtherFolder)) == true)
        #expect(folder.outside == before && folder.contents == contents)
    }

    @Test("Links among leftovers are removed, not followed")
    func links() throws {
        let folder = try PublishingFolder()
        let victim = folder.directory.file("victim")
        try folder.write("", ".storymedia/clip.\(Self.token).work/sub/file")
        try privatise(folder)
        func link(_ name: String, _ target: String) throws {
            try FileManager.default.createSymbolicLink(
                atPath: folder.path(".storymedia/" + name), withDestinationPath: target)
        }
        try link("clip.\(Self.token).json", victim + "/precious")
        try link("clip.\(Self.token).commit", victim + "/precious")
        try link("clip.\(Self.token).former", victim)
        try link("clip.\(Self.token).work/1.mp4", victim + "/precious")
        try link("clip.\(Self.token).work/sub/all", victim)
        try link("clip.aaaaaaaaaaaaaaaa.work", victim)
        try link("clip.bbbbbbbbbbbbbbbb.json", "/dev/zero")
        let before = folder.outside
        folder.settle()
        #expect(folder.outside == before)
        #expect(folder.contents == [])
    }

    @Test("A folder that is swapped for a link while it is deleted leads nowhere")
    func swaps() throws {
        let folder = try PublishingFolder()
        let victim = folder.directory.file("victim")
        let work = folder.path(".storymedia/clip.\(Self.token).work")
        let aside = folder.path(".storymedia/aside")
        try folder.write("", ".storymedia/note")
        try privatise(folder)
        let before = folder.outside
        let isDone = Atomic(false)
        let swapper = Thread {
            while !isDone.load(ordering: .relaxed) {
                unsafe _ = rename(work, aside)
                unsafe _ = symlink(victim, work)
                unsafe _ = unlink(work)
                unsafe _ = rename(aside, work)
            }
        }
        swapper.start()
        for _ in 0..<300 {
            for name in ["1.mp4", "precious", ".ssh/authorized_keys"] {
                try? folder.write("mine", ".storymedia/aside/" + name)
            }
            folder.settle()
        }
        isDone.store(true, ordering: .relaxed)
        #expect(folder.outside == before)
    }

    @Test(
        "No link below the folder that its user chose leads a story out of it",
        arguments: ["trip", "trip/deep", ""])
    func outputLinks(link: String) async throws {
        let folder = try PublishingFolder()
        let stories = folder.path("stories")
        let at = link.isEmpty ? stories : stories + "/" + link
        try FileManager.default.createDirectory(
            atPath: (at as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: at, withDestinationPath: folder.directory.file("victim"))
        let before = folder.outside
        let input = try folder.directory.write("upload", to: "out/clip.mov")
        for root in [folder.names.folder, link.isEmpty ? nil : stories] {
            var request = IngestRequest(
                input: input, story: StoryDocument(slides: [Slide()]),
                outputDirectory: stories + "/trip/deep", outputRoot: root, outputName: "clip")
            if root == nil { request.root = folder.names.folder }
            let error = await #expect(throws: MediaError.self) { try await run(request, in: folder) }
            #expect(error?.code == .cannotCreateOutput)
        }
        #expect(folder.outside == before)
    }

    @Test("A folder among the stories that is swapped for a link while stories are made leads nowhere")
    func outputSwaps() async throws {
        let folder = try PublishingFolder()
        let victim = folder.directory.file("victim")
        let (trip, aside) = (folder.path("trip"), folder.path(".aside"))
        try folder.write("", "trip/note")
        let input = try folder.directory.write("upload", to: "clip.mov")
        let before = folder.outside
        let isDone = Atomic(false)
        let swapper = Thread {
            while !isDone.load(ordering: .relaxed) {
                unsafe _ = rename(trip, aside)
                unsafe _ = symlink(victim, trip)
                usleep(100)
                unsafe _ = unlink(trip)
                unsafe _ = rename(aside, trip)
                usleep(100)
            }
        }
        swapper.start()
        for number in 0..<100 {
            let request = IngestRequest(
                input: input, story: StoryDocument(slides: [Slide()]), outputDirectory: trip,
                outputRoot: folder.names.folder, outputName: "clip\(number)")
            try? await run(request, in: folder)
        }
        isDone.store(true, ordering: .relaxed)
        #expect(folder.outside == before)
    }

    @Test("The user's own folder may be reached through a link")
    func ownLink() async throws {
        let folder = try PublishingFolder()
        let link = folder.directory.file("link")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder.path(""))
        let input = try folder.directory.write("upload", to: "clip.mov")
        try await run(
            IngestRequest(
                input: input, story: StoryDocument(slides: [Slide()]), outputDirectory: link + "/new",
                outputName: "clip"), in: folder)
        #expect(folder.contents == ["new", "new/clip.jpg", "new/clip.json", "new/clip.mp4"])
    }

    private func ingest(in folder: PublishingFolder, overwrites: Bool = false) async throws {
        let input = try folder.directory.write("upload", to: "out-of-the-way/clip.mov")
        try await run(
            IngestRequest(
                input: input, story: StoryDocument(slides: [Slide()]), outputDirectory: folder.names.folder,
                outputName: "clip", overwrites: overwrites), in: folder)
    }

    private func run(_ request: IngestRequest, in folder: PublishingFolder) async throws {
        _ = try await Ingest(
            request, host: ScriptedHost(), attempt: IngestAttempt(state: folder.state),
            logger: Logger(label: "test")
        ).run { _ in }
    }

    private func privatise(_ folder: PublishingFolder) throws {
        try #require(unsafe chmod(folder.path(".storymedia"), 0o700) == 0)
    }

    /// StagingRecovery in the staging area, and such as former versions left beside it.
    private func plant(
        _ manifest: Manifest, replacing replaced: Set<String>, _ signature: Signature,
        in folder: PublishingFolder
    ) throws {
        let text = try manifest.json()
        let json = String(decoding: text, as: UTF8.self)
        for (prefix, suffix) in [(".storymedia/clip.", ""), (".clip.", ".part")] {
            try folder.write(json, "\(prefix)\(Self.token).json\(suffix)")
            for file in ["1.mp4", "1.jpg"] {
                try folder.write("EVIL", "\(prefix)\(Self.token).work\(suffix)/\(file)")
            }
        }
        try privatise(folder)
        let key: PublicationKey
        switch signature {
        case .none: return
        case .zeros: key = PublicationKey(bytes: [UInt8](repeating: 0, count: 32))
        case .otherKey:
            let state = StateFolder(path: folder.directory.file("state-other"))
            key = try #require(PublicationKey.open(in: state))
        case .ownKey: key = try #require(PublicationKey.open(in: folder.state))
        }
        let subject = PublicationRecord.Subject(
            part: PartName(stem: "clip", token: Self.token, role: .manifest), stem: "clip",
            output: try #require(try folder.place.open()), manifest: text)
        let record = try PublicationRecord(replaced: replaced, superseded: manifest.files)
            .text(about: subject, key: key)
        try folder.write(
            String(decoding: record, as: UTF8.self), ".storymedia/clip.\(Self.token).commit")
    }
}
