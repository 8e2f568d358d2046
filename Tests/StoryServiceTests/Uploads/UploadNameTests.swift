import Testing

@testable import Files
@testable import StoryService

@Suite struct UploadNameTests {
    @Test(
        "Names of what is being written, of other programs' files and hidden ones are ignored",
        arguments: [
            ".hidden.mov", "clip.mov.part", "clip.partial", "clip.crdownload", "clip.TMP",
            "clip.mov.filepart",
            "clip.jpg.tacitpart", "clip.download", "~clip.mov", "clip.mov~", "._clip.mov",
            ".syncthing.clip.tmp",
            "@eaDir", ".stfolder", ".stversions", "Thumbs.db", "desktop.ini", ".clip.story.json",
            ".clip.0123456789abcdef.1.mp4.part",
        ])
    func ignored(name: String) {
        #expect(UploadName(name) == .ignored)
    }

    @Test(
        "All other names are uploads, be they odd",
        arguments: ["clip.mov", "part", "a.tmp.mov", "-i", "%03d.png", "a\nb.mov", "é.mov", "clip", "x.json"])
    func uploads(name: String) {
        #expect(UploadName(name) == .upload)
    }

    @Test("Stories are known, and belong to the upload with their extension before the one without")
    func stories() {
        #expect(
            ["story.json", "clip.story.json", "clip.mov.Story.JSON", "story.yaml", "clip.story.yml"]
                .allSatisfy { UploadName($0) == .story })
        #expect(
            UploadName.sidecars(of: "clip.mov") == [
                "clip.mov.story.json", "clip.story.json", "clip.mov.story.yaml", "clip.story.yaml",
                "clip.mov.story.yml", "clip.story.yml",
            ])
        #expect(
            UploadName.sidecars(of: "clip") == ["clip.story.json", "clip.story.yaml", "clip.story.yml"])
    }

    @Test("Paths are told apart as file systems do, and shown in one line")
    func paths() {
        #expect(RelativePath("e\u{301}.mov") != RelativePath("\u{E9}.mov"))
        #expect(Set([RelativePath("e\u{301}"), RelativePath("\u{E9}")]).count == 2)
        #expect(RelativePath("a/b/c.mov").folder == RelativePath("a/b"))
        #expect(RelativePath("c.mov").folder == .root)
        #expect(RelativePath("done/x").isInside(RelativePath("done")))
        #expect(!RelativePath("donec/x").isInside(RelativePath("done")))
        #expect(RelativePath("a\nb\u{202E}.mov").description == "a\\u{a}b\\u{202e}.mov")
    }

    @Test(
        "Settled names count up, keep their extension and stay within 255 bytes with all that belongs to them"
    )
    func settledNames() {
        #expect(SettledName("clip.mov", number: 1).upload == "clip.mov")
        #expect(SettledName("clip.mov", number: 3).upload == "clip (3).mov")
        #expect(SettledName("clip.mov", number: 3).errorRecord == "clip (3).mov.error.json")
        #expect(
            SettledName("clip.mov", number: 2).sidecar("clip.story.json", of: "clip.mov")
                == "clip (2).story.json")
        #expect(
            SettledName("clip.mov", number: 2).sidecar("clip.mov.story.json", of: "clip.mov")
                == "clip (2).mov.story.json")
        #expect(
            SettledName("clip.mov", number: 2).sidecar("clip.mov.story.yaml", of: "clip.mov")
                == "clip (2).mov.story.yaml")
        #expect(
            SettledName("clip.mov", number: 2).sidecar("clip.story.yml", of: "clip.mov")
                == "clip (2).story.yml")
        let long = String(repeating: "é", count: 125) + ".mov"
        for number in [1, 2, 10_000] {
            let name = SettledName(long, number: number)
            #expect(name.upload.hasSuffix(".mov"))
            #expect(
                [name.upload, name.errorRecord, name.duplicateRecord].allSatisfy { $0.utf8.count <= 255 })
        }
    }

    @Test("An end as long as a name is no extension, and two refused uploads have two records")
    func longEnds() {
        let long = "a." + String(repeating: "b", count: 253)
        for number in [1, 2, 10_000] {
            let name = SettledName(long, number: number)
            #expect(name.upload.hasPrefix("a.bbb") && name.upload.utf8.count == 255)
            #expect(name.upload.hasSuffix(number == 1 ? "b" : " (\(number))"))
        }
        let marks = "a" + String(repeating: "\u{301}", count: 127)
        #expect(SettledName(marks, number: 2).upload.hasSuffix(" (2)"))
        let stem = String(repeating: "k", count: 247)
        let records = ["x", "y"].map { SettledName(stem + $0 + ".mp4", number: 1).errorRecord }
        #expect(Set(records).count == 2)
        #expect(records.allSatisfy { $0.utf8.count == 255 && $0.hasSuffix(".error.json") })
    }

    @Test("A name with accents has the sidecars of both ways to store it, its own first")
    func normalForms() {
        let composed = "na\u{EF}ve.mp4"
        let decomposed = "nai\u{308}ve.mp4"
        for (name, other) in [(composed, decomposed), (decomposed, composed)] {
            let sidecars = UploadName.sidecars(of: name).map { Array($0.utf8) }
            #expect(sidecars.first == Array((name + ".story.json").utf8))
            #expect(sidecars.contains(Array((other + ".story.json").utf8)))
            #expect(sidecars.count == 12)
        }
    }
}
