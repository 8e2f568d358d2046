import Foundation
import Story
import TestSupport
import Testing

@testable import Files
@testable import WatchedFolder

@Suite struct StoryCacheTests {
    private static func story(_ duration: Int, padding: Int = 0) -> [UInt8] {
        let text = #"{"version":1,"slides":[{"media":{"duration":\#(duration)}}]}"#
        return Array(text.utf8) + Array(repeating: 0x20, count: padding)
    }

    @Test(
        "A story is read again when its brand's kit has changed, and a kit outside of the folder is refused")
    func kit() throws {
        let fixture = try WatchFixture()
        let tree = try FolderTree(fixture.folder)
        let cache = StoryCache()
        func color() throws -> Color? {
            let story = try UploadStory.find(for: RelativePath("sub/a.jpg"), in: tree, cache)
            guard case .text(let text) = story.document.slides[0].overlays[0] else { return nil }
            return text.style.color
        }
        func put(_ kit: String) throws { try fixture.put(Array(kit.utf8), "assets/brand.json") }
        let overlay = ##"{"type":"text","text":"a","color":"@own"}"##
        try fixture.put(
            Array(
                #"{"version":1,"brand":"../assets/brand.json","slides":[{"overlays":[\#(overlay)]}]}"#.utf8),
            "sub/a.story.json")
        #expect(throws: UnusableStory.self) { _ = try color() }
        try put(##"{"colors":{"own":"#123456"}}"##)
        #expect(try color() == Color(hex: "#123456"))
        try put(##"{"colors":{"own":"#654321","other":"#fff"}}"##)
        #expect(try color() == Color(hex: "#654321"))
        try fixture.put(
            Array(#"{"version":1,"brand":"../../brand.json","slides":[{}]}"#.utf8), "sub/a.story.json")
        let error = #expect(throws: UnusableStory.self) { _ = try color() }
        #expect(error?.problems.first?.contains("outside of the watched folder") == true)
    }

    @Test("A story that many uploads share is read once, be it right or wrong")
    func readsOnce() throws {
        let fixture = try WatchFixture()
        let tree = try FolderTree(fixture.folder)
        let cache = StoryCache()
        try fixture.put(Self.story(1), "story.json")
        try fixture.put(Array("version: [".utf8), "sub/story.yaml")
        for number in 0..<50 {
            let story = try UploadStory.find(for: RelativePath("\(number).jpg"), in: tree, cache)
            #expect(story.document.slides[0].media.duration == 1)
            let error = #expect(throws: UnusableStory.self) {
                try UploadStory.find(for: RelativePath("sub/\(number).jpg"), in: tree, cache)
            }
            #expect(error?.problems.first?.contains("flow node") == true)
        }
        // A file that was new when it was read is read once more, if this takes longer than a second.
        #expect((2...4).contains(cache.readCount))
    }

    @Test("A story that was written to in place is read again, though its length and time are as they were")
    func noticesChange() throws {
        let fixture = try WatchFixture()
        let tree = try FolderTree(fixture.folder)
        let cache = StoryCache()
        try fixture.put(Self.story(1), "story.json")
        let path = fixture.path("story.json")
        let before = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
        func duration() throws -> Double? {
            try UploadStory.find(for: RelativePath("a.jpg"), in: tree, cache).document.slides[0].media
                .duration
        }
        #expect(try duration() == 1)
        // So that the kernel's clock has gone on.
        Thread.sleep(forTimeInterval: 0.02)
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.write(contentsOf: Self.story(2))
        try file.close()
        try FileManager.default.setAttributes([.modificationDate: before as Any], ofItemAtPath: path)
        #expect(try duration() == 2)
    }

    @Test("A story that cannot be read for now is tried again")
    func triesAgain() throws {
        let cache = StoryCache()
        let folder = try TemporaryDirectory()
        let status = try #require(try FileSystem.status(of: folder.write("x", to: "story.json")))
        for _ in 0..<3 {
            _ = cache.story(at: RelativePath("story.json"), status) { (.success(.plain), nil, nil) }
        }
        #expect(cache.readCount == 3)
    }

    @Test("A long story is postponed where there is no time, and one that was read is not")
    func postpones() throws {
        let fixture = try WatchFixture()
        let tree = try FolderTree(fixture.folder)
        let cache = StoryCache()
        try fixture.put(Self.story(1, padding: Int(StoryCache.longBytes)), "a.story.json")
        try fixture.put(Self.story(2), "b.story.json")
        func duration(_ name: String) throws -> Double? {
            try UploadStory.find(for: RelativePath(name), in: tree, cache).document.slides[0].media.duration
        }
        cache.readsLong = false
        let error = #expect(throws: UnusableStory.self) { try duration("a.jpg") }
        #expect(error?.isPostponed == true)
        #expect(try duration("b.jpg") == 2)
        cache.readsLong = true
        #expect(try duration("a.jpg") == 1)
        cache.readsLong = false
        #expect(try duration("a.jpg") == 1)
    }

    @Test("What has not been used for longest is forgotten when there is much")
    func isBounded() throws {
        let cache = StoryCache()
        let folder = try TemporaryDirectory()
        let status = try #require(try FileSystem.status(of: folder.write("x", to: "story.json")))
        func read(_ name: String) {
            _ = cache.story(at: RelativePath(name), status) {
                (.success(.plain), StoryLimits.documentBytes, nil)
            }
        }
        let count = StoryCache.maximumBytes / StoryLimits.documentBytes
        for number in 0..<count { read("\(number)") }
        read("0")
        #expect(cache.readCount == count)
        read("more")
        read("0")
        #expect(cache.readCount == count + 1)
        read("1")
        #expect(cache.readCount == count + 2)
    }
}
