import Foundation
import Jobs
import Synchronization
import TestSupport
import Testing

@testable import StoryService

/// What CONTRIBUTING.md shows of the library.
@Suite struct LibraryExampleTests {
    @Test("The example of CONTRIBUTING.md is this code")
    func isShown() throws {
        func text(_ path: String) throws -> String {
            try String(contentsOfFile: PackageRoot.path + "/" + path, encoding: .utf8)
        }
        let code = try text("Tests/StoryServiceTests/Service/LibraryExample.swift")
        #expect(try text("CONTRIBUTING.md").contains("```swift\n\(code)```\n"))
    }

    @Test("The example makes a story, says why another is not made, and ends when it is drained")
    func works() async throws {
        let folder = try TemporaryDirectory()
        let upload = try folder.write("upload", to: "clip.mov")
        let program = try await StoryProgram(
            queue: .file(folder.file("queue.sqlite")), host: ScriptedHost(slides: 2))
        let shown = Mutex<[String]>([])
        async let run: Void = program.run { event in shown.withLock { $0.append(event.word) } }
        let videos = try await program.story(of: upload, in: folder.file("out"))
        #expect(videos == [folder.file("out/clip-1.mp4"), folder.file("out/clip-2.mp4")])
        let other = try folder.write("another upload", to: "other/clip.mov")
        let failure = await #expect(throws: StoryProgram.StoryFailed.self) {
            try await program.story(of: other, in: folder.file("out"))
        }
        #expect(
            failure?.sentence.hasSuffix("Allow overwriting, or name another folder for the output.") == true)
        program.worker.drain()
        try await run
        #expect(shown.withLock(\.self).contains("jobEnded completed"))
        #expect(shown.withLock(\.self).last == "jobEnded discarded")
    }
}
