import Foundation
import Jobs
import Logging
import Probing
import Story
import Synchronization
import TestSupport
import Testing
import Transcoding

@testable import StoryService
@testable import Workers

/// What a worker makes, and what becomes of it.
@Suite struct AttemptTests {
    @Test("What a worker has made is published under the story's names")
    func publishes() async throws {
        let folder = try Folder()
        let story = try await folder.ingest(ScriptedHost(slides: 2))
        #expect(story.videos == [folder.out("clip-1.mp4"), folder.out("clip-2.mp4")])
        #expect(
            folder.contents == [
                "clip.mov", "out", "out/clip-1.jpg", "out/clip-1.mp4", "out/clip-2.jpg", "out/clip-2.mp4",
                "out/clip.json",
            ])
        let manifest = try #require(Manifest.read(story.manifest))
        #expect(manifest.isWhole(in: folder.out("")))
    }

    @Test("A verifying worker that says something else of a file than it is is not believed")
    func distrustsHash() async throws {
        let folder = try Folder()
        let error = await #expect(throws: MediaError.self) {
            try await folder.ingest(ScriptedHost(claimedContent: "other"))
        }
        #expect(error?.code == .inputOutput)
        #expect(folder.contents == ["clip.mov"])
    }

    @Test(
        "A file that has been put in the place of a worker's file is not published",
        arguments: ["mp4", "jpg"])
    func distrustsLinks(suffix: String) async throws {
        let folder = try Folder()
        let secret = try folder.directory.write(ScriptedHost.content(1), to: "secret")
        let host = ScriptedHost { directory, slide in
            let path = directory + "/\(slide).\(suffix)"
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: secret)
        }
        let error = await #expect(throws: MediaError.self) { try await folder.ingest(host) }
        #expect(error?.code == .inputOutput)
        #expect(folder.contents == ["clip.mov", "secret"])
    }

    @Test("An attempt whose hidden files another runner has removed keeps nothing and leaves nothing")
    func noticesTakeover() async throws {
        let folder = try Folder()
        var attempt = IngestAttempt()
        attempt.note = { _ in }
        let host = ScriptedHost { directory, _ in
            for name in ["1.mp4", "1.jpg"] {
                try FileManager.default.removeItem(atPath: directory + "/" + name)
            }
        }
        let error = await #expect(throws: MediaError.self) { try await folder.ingest(host, attempt) }
        #expect(error?.canRetry == true)
        #expect(folder.contents == ["clip.mov"])
    }

    @Test("A worker that leaves a slide out has not made the story")
    func missesSlides() async throws {
        let folder = try Folder()
        let error = await #expect(throws: MediaError.self) {
            try await folder.ingest(ScriptedHost(slides: 2, failsAfter: 1))
        }
        #expect(error?.code == .stalled)
        #expect(folder.contents == ["clip.mov"])
    }

    @Test("Who may not publish any more publishes nothing, and leaves nothing")
    func respectsFence() async throws {
        let folder = try Folder()
        var attempt = IngestAttempt()
        attempt.withPublishLock = { _ in throw JobStoreError(.claimLost, "another runner has it") }
        let error = await #expect(throws: MediaError.self) {
            try await folder.ingest(ScriptedHost(), attempt)
        }
        #expect(error?.code == .cancelled)
        #expect(folder.contents == ["clip.mov"])
    }

    @Test("A later attempt makes only the slides that an earlier one has not made")
    func skipsSteps() async throws {
        let folder = try Folder()
        let kept = Mutex<[SlideCheckpoint]>([])
        var first = IngestAttempt()
        first.note = { slide in kept.withLock { $0.append(slide) } }
        await #expect(throws: MediaError.self) {
            try await folder.ingest(ScriptedHost(slides: 3, failsAfter: 2), first)
        }
        #expect(kept.withLock { $0.map(\.slide.plan.slide) } == [1, 2])
        #expect(folder.contents.contains { $0.hasSuffix(".work/2.mp4") })

        var second = first
        second.earlier = kept.withLock { $0 }
        let host = ScriptedHost(slides: 3)
        let story = try await folder.ingest(host, second)
        #expect(host.made.map(\.madeSlides) == [[1, 2]])
        #expect(story.videos.count == 3)
        #expect(Manifest.read(story.manifest)?.isWhole(in: folder.out("")) == true)
        #expect(folder.contents.allSatisfy { !$0.contains(".storymedia") })
    }

    @Test("What an earlier attempt left is made anew where it was changed, or the upload was")
    func distrustsLeftovers() async throws {
        let folder = try Folder()
        let kept = Mutex<[SlideCheckpoint]>([])
        var attempt = IngestAttempt()
        attempt.note = { slide in kept.withLock { $0.append(slide) } }
        await #expect(throws: MediaError.self) {
            try await folder.ingest(ScriptedHost(slides: 2, failsAfter: 1), attempt)
        }
        let slide = try #require(kept.withLock { $0.first })
        try Data("torn".utf8).write(
            to: URL(filePath: folder.out(".storymedia/\(slide.staging.fileName)/1.mp4")))
        attempt.earlier = [slide]
        let host = ScriptedHost(slides: 2)
        try await folder.ingest(host, attempt)
        #expect(host.made.map(\.madeSlides) == [[]])
        #expect(folder.contents.allSatisfy { !$0.contains(".storymedia") })
    }

    @Test("An upload that got another name between two attempts becomes one story")
    func followsRename() async throws {
        var folder = try Folder()
        let kept = Mutex<[SlideCheckpoint]>([])
        var attempt = IngestAttempt()
        attempt.note = { slide in kept.withLock { $0.append(slide) } }
        await #expect(throws: MediaError.self) {
            try await folder.ingest(ScriptedHost(slides: 2, failsAfter: 1), attempt)
        }
        try folder.rename(to: "other.mov")
        attempt.earlier = kept.withLock { $0 }
        let story = try await folder.ingest(ScriptedHost(slides: 2), attempt)
        #expect(Manifest.read(story.manifest)?.slides.map(\.input.name) == ["other.mov", "other.mov"])
        #expect(folder.contents.allSatisfy { !$0.contains(".storymedia") })
    }

    @Test("An upload that is changed while it is worked on is no story")
    func noticesChange() async throws {
        let folder = try Folder()
        let upload = folder.input
        let host = ScriptedHost { _, _ in try Data("longer than before".utf8).write(to: URL(filePath: upload))
        }
        let error = await #expect(throws: MediaError.self) { try await folder.ingest(host) }
        #expect(error?.code == .inputOutput)
        #expect(folder.contents == ["clip.mov"])
    }

    @Test(
        "An upload that is written to in place is no story, though its length and its time are as they were")
    func noticesHiddenChange() async throws {
        let folder = try Folder()
        let upload = folder.input
        let host = ScriptedHost { _, _ in
            let time = try FileManager.default.attributesOfItem(atPath: upload)[.modificationDate]
            let file = try #require(FileHandle(forWritingAtPath: upload))
            try file.write(contentsOf: Data("UPLOAD".utf8))
            try file.close()
            try FileManager.default.setAttributes([.modificationDate: time as Any], ofItemAtPath: upload)
        }
        let error = await #expect(throws: MediaError.self) { try await folder.ingest(host) }
        #expect(error?.code == .inputOutput && error?.canRetry == true)
        #expect(folder.contents == ["clip.mov"])
    }

    /// An upload, and a place for its story.
    private struct Folder: ~Copyable {
        let directory: TemporaryDirectory
        private(set) var input: String

        init() throws {
            let directory = try TemporaryDirectory()
            input = try directory.write("upload", to: "clip.mov")
            self.directory = directory
        }

        var contents: [String] { directory.contents }

        mutating func rename(to name: String) throws {
            try FileManager.default.moveItem(atPath: input, toPath: directory.file(name))
            input = directory.file(name)
        }

        func out(_ name: String) -> String { directory.file("out/" + name) }

        @discardableResult
        func ingest(
            _ host: ScriptedHost, _ attempt: IngestAttempt = IngestAttempt()
        ) async throws(MediaError) -> IngestEvent.Story {
            let request = IngestRequest(
                input: input, story: StoryDocument(slides: [Slide()]), outputDirectory: directory.file("out"),
                outputName: "clip")
            return try await Ingest(
                request, host: host, attempt: attempt, logger: Logger(label: "test")
            ).run { _ in }
        }
    }
}
