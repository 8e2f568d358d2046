import Foundation
import TestSupport
import Testing

@testable import Files
@testable import StoryService
@testable import Workers

/// What readers see of a publication, and what is left when it ends anywhere.
@Suite struct PublicationTests {
    /// From one story to another of other length: shorter, longer, the same.
    static let changes = [(0, 1), (0, 2), (1, 1), (1, 2), (2, 1), (2, 2), (3, 2)]

    @Test(
        "A run that is killed after any step is completed by the next one, and readers never see half",
        arguments: changes)
    func survivesKills(from: Int, to: Int) throws {
        let count = try steps(from, to).count
        for killed in 0...count + 1 {
            let folder = try PublishingFolder()
            if from > 0 { try folder.publish("old", slides: from) }
            let old = folder.read()
            let new = try PublishingFolder.story("new", slides: to)
            var staging: Staging? = try folder.stage("new", slides: to)
            let publication = try folder.prepare(
                try #require(staging), "new", slides: to, overwrites: true)
            for (index, step) in publication.steps.prefix(killed).enumerated() {
                try publication.perform(step)
                #expect(!folder.isTorn, "after step \(index) of \(publication.steps)")
                let seen = folder.read()
                #expect(seen == nil || seen == (step == .commit ? new : old), "after step \(index)")
            }
            // After the last, what is superseded may be gone or not.
            if killed > count { publication.removeSuperseded() }
            staging?.leave()
            staging = nil

            let isSettled = whenForkedChildrenLetGo {
                folder.settle()
                return !folder.contents.contains { $0.hasPrefix(".storymedia/") }
            }
            #expect(isSettled, "killed after \(killed)")
            let isBegun = killed > 0
            #expect(folder.read() == (isBegun ? new : old), "killed after \(killed) of \(publication.steps)")
            let story = isBegun ? new : old
            let names = story.map { $0.files.map(\.name) + ["clip.json"] } ?? []
            #expect(folder.contents == names.sorted(), "killed after \(killed)")
        }
    }

    @Test("A run that fails at any step leaves everything as it was", arguments: changes)
    func takesBack(from: Int, to: Int) throws {
        for failed in 0..<(try steps(from, to).count) {
            let folder = try PublishingFolder()
            if from > 0 { try folder.publish("old", slides: from) }
            let before = folder.contents.map { [$0, folder.text($0)] }
            let staging = try folder.stage("new", slides: to)
            let publication = try folder.prepare(staging, "new", slides: to, overwrites: true)
            for step in publication.steps.prefix(failed) { try publication.perform(step) }
            publication.takeBack()
            #expect(!folder.isTorn)
            // What was made is there for another attempt.
            #expect(try staging.directory.folder.names().count == 2 * to)
            staging.discard()
            #expect(folder.contents.map { [$0, folder.text($0)] } == before, "failed at \(failed)")
        }
    }

    @Test("Files of an earlier story go unless they were changed")
    func removesSuperseded() throws {
        let folder = try PublishingFolder()
        try folder.publish("old", slides: 2)
        try folder.write("edited", "clip-2.jpg")
        try folder.publish("new", overwrites: true)
        #expect(folder.contents == ["clip-2.jpg", "clip.jpg", "clip.json", "clip.mp4"])
    }

    @Test(
        "A file system without hard links gets whole stories, and keeps nothing half",
        arguments: [false, true])
    func withoutLinks(isInTheWay: Bool) throws {
        // What `link` refuses with EPERM anywhere: a folder.
        let folder = try TemporaryDirectory()
        try FileManager.default.createDirectory(atPath: folder.file("a"), withIntermediateDirectories: false)
        let held = try HeldFolder(folder.path)
        if isInTheWay { try folder.write("precious", to: "b") }
        let error = #expect(throws: SystemError.self) { try held.give("a", to: "b", in: held) }
        #expect(error?.isExisting == isInTheWay)
        #expect(folder.contents == (isInTheWay ? ["a", "b"] : ["a"]), "no empty file is left")
    }

    @Test("Two runs that replace one story at the same time leave one of the two, whole")
    func replacesTwice() async throws {
        let folder = try PublishingFolder()
        try folder.publish("old")
        for _ in 0..<20 {
            let first = try folder.stage("first")
            let second = try folder.stage("second")
            let publications = [
                try folder.prepare(first, "first", overwrites: true),
                try folder.prepare(second, "second", overwrites: true),
            ]
            await withTaskGroup(of: Void.self) { group in
                for publication in publications { group.addTask { try? publication.place() } }
            }
            first.discard()
            second.discard()
            #expect(!folder.isTorn && folder.read() != nil)
            #expect(folder.contents == ["clip.jpg", "clip.json", "clip.mp4"])
        }
    }

    private func steps(_ from: Int, _ to: Int) throws -> [Publication.Step] {
        let folder = try PublishingFolder()
        if from > 0 { try folder.publish("old", slides: from) }
        return try folder.prepare(try folder.stage("new", slides: to), "new", slides: to, overwrites: true)
            .steps
    }
}
