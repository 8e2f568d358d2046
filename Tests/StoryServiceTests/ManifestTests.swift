import TestSupport
import Testing

@testable import StoryService

@Suite struct ManifestTests {
    @Test("A manifest that was written is read as the same")
    func readsItself() throws {
        let manifest = try Manifest.sample([
            (("clip-1.mp4", "one"), ("clip-1.jpg", "cover")),
            (("clip-2.mp4", "two"), ("clip-2.jpg", "cover")),
        ])
        #expect(Manifest(json: try manifest.json(), stem: "clip") == manifest)
        #expect(manifest.files.map(\.name) == ["clip-1.mp4", "clip-1.jpg", "clip-2.mp4", "clip-2.jpg"])
    }

    @Test("Other JSON is no manifest", arguments: ["", "{}", "[]", "{\"version\": 1}", "\u{1}"])
    func refusesOthers(text: String) {
        #expect(Manifest(json: Array(text.utf8), stem: "clip") == nil)
    }

    @Test("A manifest of another version is not read")
    func refusesOtherVersion() throws {
        var manifest = try Manifest.sample([(("clip.mp4", "video"), ("clip.jpg", "cover"))])
        manifest.version = 2
        #expect(Manifest(json: try manifest.json(), stem: "clip") == nil)
    }

    @Test(
        "A manifest that names any other file than its story's own is not read",
        arguments: FileNames.foreign + ["clip.jpg", "clip-1.mp4", "other.mp4", "clip.mp4.part", "clip.json"])
    func refusesNames(name: String) throws {
        for (video, cover) in [(name, "clip.jpg"), ("clip.mp4", name)]
        where (video, cover) != ("clip.mp4", "clip.jpg") {
            let manifest = try Manifest.sample([((video, "video"), (cover, "cover"))])
            #expect(Manifest(json: try manifest.json(), stem: "clip") == nil)
        }
    }

    @Test("A manifest of no slides, or one with the slides in another order, is not read")
    func refusesOrder() throws {
        #expect(Manifest(json: try Manifest.sample([]).json(), stem: "clip") == nil)
        let manifest = try Manifest.sample([
            (("clip-2.mp4", "two"), ("clip-2.jpg", "cover")),
            (("clip-1.mp4", "one"), ("clip-1.jpg", "cover")),
        ])
        #expect(Manifest(json: try manifest.json(), stem: "clip") == nil)
    }

    @Test("A story is whole as long as each of its files is what it was")
    func noticesChanges() throws {
        let folder = try TemporaryDirectory()
        let manifest = try Manifest.sample([(("clip.mp4", "video"), ("clip.jpg", "cover"))])
        try folder.write("video", to: "clip.mp4")
        #expect(!manifest.isWhole(in: folder.path), "the cover is missing")
        try folder.write("cover", to: "clip.jpg")
        #expect(manifest.isWhole(in: folder.path))
        try folder.write("vedio", to: "clip.mp4")
        #expect(!manifest.isWhole(in: folder.path), "same length, other content")
    }
}
