import Foundation
import Jobs
import Synchronization
import TestSupport
import Testing

@testable import Files
@testable import StoryService
@testable import WatchedFolder

@Suite struct WatchedFolderTests {
    @Test("Output that would come in again is refused, by whatever name its folder is called")
    func loops() throws {
        let fixture = try WatchFixture()
        let link = fixture.directory.path + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: fixture.folder)
        for output in [fixture.folder, fixture.folder + "/.", link, fixture.directory.path, "/"] {
            var options = fixture.options
            options.output = output
            let error = #expect(throws: WatchError.self) { try WatchedFolder(options) }
            #expect(error?.code == .wouldLoop, "\(output)")
        }
        var options = fixture.options
        options.output = link + "/out/deep"
        let folder = try WatchedFolder(options)
        #expect(!folder.isWatched(RelativePath("out/deep")) && folder.isWatched(RelativePath("out")))
        #expect(!folder.isWatched(RelativePath("done")) && folder.isWatched(RelativePath("sub/done")))
    }

    @Test(
        "A path means the same from any folder when it is absolute and has no detours",
        arguments: [
            ("/", "/"), ("/..", "/"), ("/../a", "/a"), ("/a//b/", "/a/b"), ("//a", "/a"),
            ("/a/./b/.", "/a/b"),
            ("/a/../b", "/b"), ("/a/b/../../..", "/"), ("/e\u{301}/\u{E9}", "/e\u{301}/\u{E9}"),
            ("/a/../\u{301}b", "/\u{301}b"), ("/\u{301}a", "/\u{301}a"),
        ])
    func makesPathsAbsolute(path: String, absolute: String) {
        #expect(WatchedFolder.absolute(path).utf8.elementsEqual(absolute.utf8))
        let here = FileSystem.currentFolder
        #expect(WatchedFolder.absolute("a/../b/") == here + "/b")
        #expect(WatchedFolder.absolute(".") == here)
    }

    @Test("A queue in the folder is refused, unless it is hidden there")
    func queueInside() throws {
        let fixture = try WatchFixture()
        var options = fixture.options
        options.queue = .file(fixture.folder + "/queue.sqlite")
        #expect(throws: WatchError.self) { try WatchedFolder(options) }
        options.queue = .file(fixture.folder + "/.storymedia/queue.sqlite")
        #expect(try WatchedFolder(options).isNew)
        #expect(try !WatchedFolder(options).isNew)
    }

    @Test("A folder is watched once at a time, and what tells so lies where no uploader can take it")
    func watchedOnce() throws {
        let fixture = try WatchFixture()
        var options = fixture.options
        // The last has no place for its state: the folder itself is locked then.
        try fixture.directory.write("", to: "file")
        for state in ["state", "file"] {
            options.state = StateFolder(path: fixture.directory.path + "/" + state)
            do {
                let folder = try WatchedFolder(options)
                let error = #expect(throws: WatchError.self) { try WatchedFolder(options) }
                #expect(error?.code == .alreadyWatched)
                withExtendedLifetime(folder) {}
            }
            #expect(whenForkedChildrenLetGo { (try? WatchedFolder(options)) != nil })
        }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: fixture.folder).sorted() == [
                "done", "failed",
            ])
        let locks = try FileManager.default.contentsOfDirectory(atPath: fixture.directory.path + "/state")
        #expect(locks.count == 1 && locks.allSatisfy { $0.hasPrefix("watch-") })
    }

    @Test("A story gets a name that nothing has, however many an uploader has taken")
    func takesFreeName() throws {
        let fixture = try WatchFixture()
        let sha256 = String(repeating: "ab", count: 32)
        let place = OutputPlace(path: fixture.path("stories"), root: fixture.folder)
        func name() -> String {
            OutputStem.choose(for: RelativePath("clip.mov"), sha256: sha256, in: place, taken: []).text
        }
        var taken: Set<String> = []
        for suffix in [".mp4", ".jpg", ".json", "-1.mp4", "-1.jpg"] {
            let stem = name()
            #expect(taken.insert(stem).inserted && stem.hasPrefix("clip"))
            // Not even a link that leads nowhere is free.
            try FileManager.default.createDirectory(
                atPath: fixture.path("stories"), withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(
                atPath: fixture.path("stories/\(stem)\(suffix)"), withDestinationPath: "/nowhere")
        }
        #expect(!taken.contains(name()))
    }

    @Test("A missing folder, a file in its place and a link in the place of done/ are refused")
    func missing() throws {
        let fixture = try WatchFixture()
        var options = fixture.options
        options.folder = fixture.path("none")
        #expect(throws: WatchError.self) { try WatchedFolder(options) }
        options.folder = try fixture.directory.write("x", to: "file")
        #expect(throws: WatchError.self) { try WatchedFolder(options) }
        try FileManager.default.createSymbolicLink(
            atPath: fixture.path("done"), withDestinationPath: fixture.directory.path)
        #expect(throws: WatchError.self) { try WatchedFolder(fixture.options) }
    }

    @Test("Of a file that is swapped for a link after it was looked at, a thousand times, nothing is read")
    func swapped() throws {
        let fixture = try WatchFixture()
        let outside = fixture.directory.path + "/outside"
        try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: true)
        try fixture.directory.write("canary", to: "outside/a.jpg")
        try fixture.put(Array("harmless".utf8), "sub/a.jpg")
        try fixture.put(Array("harmless".utf8), "b.jpg")
        let tree = try FolderTree(fixture.folder)
        let folder = fixture.folder
        let isDone = Atomic(false)
        let swapper = Thread {
            while !isDone.load(ordering: .relaxed) {
                // A folder, and a file, each in turn itself and a link to the canary.
                for (name, target) in [("sub", outside), ("b.jpg", outside + "/a.jpg")] {
                    unsafe _ = rename(folder + "/" + name, folder + "/." + name)
                    unsafe _ = symlink(target, folder + "/" + name)
                    unsafe _ = unlink(folder + "/" + name)
                    unsafe _ = rename(folder + "/." + name, folder + "/" + name)
                }
            }
        }
        swapper.start()
        defer { isDone.store(true, ordering: .relaxed) }
        var read = 0
        var refused = 0
        for _ in 0..<1000 {
            for path in [RelativePath("sub/a.jpg"), RelativePath("b.jpg")] {
                do throws(SystemError) {
                    guard let entry = try tree.entry(path) else { continue }
                    if entry.kind == .file { #expect(entry.status.bytes == 8) }
                    let bytes = try tree.open(path).bytes(at: 0, count: 100)
                    #expect(bytes == Array("harmless".utf8))
                    read += 1
                } catch {
                    refused += 1
                }
            }
        }
        #expect(read + refused > 0)
    }

    @Test("A file that is not the one that was looked at gives no hash")
    func hashes() throws {
        let fixture = try WatchFixture()
        try fixture.put([1, 2, 3], "a.jpg")
        let tree = try FolderTree(fixture.folder)
        let events = try FolderEvents(isForcedToPoll: true)
        let queue = HashQueue(tree, events.bell)
        let path = RelativePath("a.jpg")
        let identity = FileIdentity(try #require(try tree.entry(path)).status)
        func outcome() -> HashQueue.Outcome? {
            queue.add(path, identity)
            for _ in 0..<1000 {
                if let result = queue.take().first { return result.outcome }
                _ = events.wait(atMost: .milliseconds(20))
            }
            return nil
        }
        #expect(outcome()?.isHash == true)
        try fixture.put([1, 2, 3, 4], "a.jpg")
        #expect(outcome()?.isChanged == true)
        try FileManager.default.removeItem(atPath: fixture.path("a.jpg"))
        #expect(outcome()?.isChanged == true)
    }
}

extension HashQueue.Outcome {
    fileprivate var isHash: Bool { if case .hash = self { true } else { false } }
    fileprivate var isChanged: Bool { if case .changed = self { true } else { false } }
}
