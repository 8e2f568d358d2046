import Foundation
import Probing
import TestSupport
import Testing

@testable import Files
@testable import StoryService
@testable import Workers

@Suite struct StagingTests {
    @Test("Published files have their names, and nothing else is there")
    func publishes() throws {
        let folder = try TemporaryDirectory()
        let staging = try stage(folder.file("new/out"))
        #expect(
            folder.contents.allSatisfy {
                ["new", "new/out"].contains($0) || $0.hasPrefix("new/out/.storymedia")
            })
        try publish(staging)
        #expect(
            folder.contents == [
                "new", "new/out", "new/out/clip.jpg", "new/out/clip.json", "new/out/clip.mp4",
            ])
        #expect(try manifest().isWhole(in: folder.file("new/out")))
    }

    @Test(
        "Every file of a story gets the permissions that the user's umask leaves, whatever a worker gave it")
    func setsPermissions() throws {
        let folder = try TemporaryDirectory()
        try folder.write("", to: "plain")
        let plain = try OpenFile(folder.file("plain"), for: .reading).permissions()
        let staging = try stage(folder.path)
        #expect(unsafe chmod(staging.directory.folder.path + "/1.mp4", 0o4777) == 0)
        try publish(staging)
        for name in ["clip.mp4", "clip.jpg", "clip.json"] {
            #expect(try OpenFile(folder.file(name), for: .reading).permissions() == plain, "\(name)")
        }
    }

    @Test("A run that is given up leaves nothing")
    func discards() throws {
        let folder = try TemporaryDirectory()
        do {
            let staging = try stage(folder.path)
            #expect(folder.contents.count == 5)
            withExtendedLifetime(staging) {}
        }
        #expect(folder.contents == [])
    }

    @Test("A run that leaves its work for a later one leaves only that")
    func leaves() throws {
        let folder = try TemporaryDirectory()
        var staging: Staging? = try stage(folder.path)
        let directory = try #require(staging?.directory)
        let part = try #require(staging?.directoryPart)
        staging?.leave()
        staging?.discard()
        staging = nil
        #expect(try directory.folder.names().sorted() == ["1.jpg", "1.mp4"])
        StagingRecovery.settle(
            OutputNames(input: "clip.mov", outputDirectory: folder.path), in: OutputPlace(path: folder.path),
            state: StateFolder(path: folder.file("state")), keeping: [part])
        #expect(try directory.folder.names().sorted() == ["1.jpg", "1.mp4"])
        StagingRecovery.remove([part], in: OutputPlace(path: folder.path))
        #expect(!folder.contents.contains { $0.hasPrefix(".storymedia") })
    }

    @Test("Folders that were made for a run that is given up go with it, those with files in them stay")
    func removesFolders() throws {
        let folder = try TemporaryDirectory()
        try stage(folder.file("new/out")).discard()
        #expect(folder.contents == [])
        let staging = try stage(folder.file("new/out"))
        try folder.write("another's", to: "new/note")
        staging.discard()
        #expect(folder.contents == ["new", "new/note"])
    }

    @Test("Runs that come and go at the same time all find a place, and leave nothing in it")
    func comeAndGo() async throws {
        let folder = try TemporaryDirectory()
        let path = folder.file("new/out")
        let state = StateFolder(path: folder.file("state"))
        let failures = await withTaskGroup(of: Int.self) { group in
            for run in 0..<4 {
                group.addTask {
                    let names = OutputNames(input: "clip\(run % 2).mov", outputDirectory: path)
                    let place = OutputPlace(path: path)
                    return (0..<100).count { _ in
                        StagingRecovery.settle(names, in: place, state: state)
                        guard let staging = try? Staging.make(names, in: place, key: nil),
                            (try? staging.directory.create(.video(slide: 1))) != nil
                        else { return true }
                        staging.discard()
                        return false
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(failures == 0)
        // A run that finds the folder there does not take it for its own, and leaves it.
        #expect(!folder.contents.contains { $0.contains(".storymedia") })
    }

    @Test(
        "A file that is in the way stays, and what was published before it is taken back",
        arguments: ["clip.mp4", "clip.jpg", "clip.json"])
    func neverReplaces(name: String) throws {
        let folder = try TemporaryDirectory()
        try folder.write("precious", to: name)
        let staging = try stage(folder.path)
        let error = #expect(throws: MediaError.self) { try publish(staging) }
        #expect(error?.code == .cannotCreateOutput)
        staging.discard()
        #expect(folder.contents == [name])
        #expect(try String(contentsOfFile: folder.file(name), encoding: .utf8) == "precious")
    }

    @Test("Only what may be replaced is replaced")
    func replaces() throws {
        let folder = try TemporaryDirectory()
        for name in ["clip.mp4", "clip.jpg", "clip.json"] { try folder.write("old", to: name) }
        let staging = try stage(folder.path)
        try publish(staging, replacing: ["clip.mp4", "clip.jpg", "clip.json"])
        #expect(try manifest().isWhole(in: folder.path))
        #expect(folder.contents == ["clip.jpg", "clip.json", "clip.mp4"])
    }

    @Test("A folder that cannot be is refused with its name")
    func refusesFolder() throws {
        let folder = try TemporaryDirectory()
        try folder.write("", to: "file")
        let error = #expect(throws: MediaError.self) { _ = try stage(folder.file("file")) }
        #expect(error?.code == .cannotCreateOutput)
        #expect(error?.file == folder.file("file"))
    }

    @Test("What a worker has put in the place of a file is not published", arguments: Stand.allCases)
    func distrustsWorker(stand: Stand) throws {
        let folder = try TemporaryDirectory()
        try folder.write("secret", to: "secret")
        let staging = try stage(folder.file("out"))
        try stand.take(staging.directory.folder.path + "/1.mp4", secret: folder.file("secret"))
        #expect(throws: MediaError.self) { try publish(staging) }
        staging.discard()
        #expect(folder.contents == ["secret"])
        #expect(try String(contentsOfFile: folder.file("secret"), encoding: .utf8) == "secret")
    }

    @Test(
        "A file that is swapped after it was looked at gets no name", arguments: Stand.allCases,
        ["1.mp4", "1.jpg"])
    func noticesSwap(stand: Stand, file: String) throws {
        let folder = try TemporaryDirectory()
        try folder.write("secret", to: "secret")
        try folder.write("old", to: "out/clip.jpg")
        let staging = try stage(folder.file("out"))
        let publication = try staging.prepare(try manifest(), replacing: ["clip.jpg"])
        try stand.take(staging.directory.folder.path + "/" + file, secret: folder.file("secret"))
        #expect(throws: MediaError.self) { try publication.place() }
        staging.discard()
        #expect(try String(contentsOfFile: folder.file("out/clip.jpg"), encoding: .utf8) == "old")
        #expect(folder.contents == ["out", "out/clip.jpg", "secret"])
    }

    /// What a worker can leave instead of a file.
    enum Stand: CaseIterable {
        case folder, fullFolder, link, danglingLink, pipe, secondName, otherFile

        func take(_ path: String, secret: String) throws {
            try FileManager.default.removeItem(atPath: path)
            switch self {
            case .folder:
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            case .fullFolder:
                try FileManager.default.createDirectory(
                    atPath: path + "/a/b", withIntermediateDirectories: true)
            case .link:
                try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: secret)
            case .danglingLink:
                try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/nowhere")
            case .pipe: try #require(unsafe mkfifo(path, 0o600) == 0)
            case .secondName: try FileManager.default.linkItem(atPath: secret, toPath: path)
            case .otherFile:
                // A link again, so that all stands are refused both before and after they were looked at.
                try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "1.jpg.other")
                try Data("other".utf8).write(to: URL(filePath: path + ".other"))
            }
        }
    }

    private func stage(_ folder: String) throws -> Staging {
        let staging = try Staging.make(
            OutputNames(input: "clip.mov", outputDirectory: folder), in: OutputPlace(path: folder), key: nil)
        try staging.outputs.create(.video(slide: 1)).write(Array("video".utf8))
        try staging.outputs.create(.cover(slide: 1)).write(Array("cover".utf8))
        return staging
    }

    private func publish(_ staging: Staging, replacing names: Set<String> = []) throws {
        let publication = try staging.prepare(try manifest(), replacing: names)
        try publication.place()
        try staging.close(publication)
    }

    private func manifest() throws -> Manifest {
        try Manifest.sample([(("clip.mp4", "video"), ("clip.jpg", "cover"))])
    }
}
