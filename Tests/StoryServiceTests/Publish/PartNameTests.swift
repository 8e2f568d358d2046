import Testing

@testable import StoryService

@Suite struct PartNameTests {
    @Test(
        "A part's name is read as it was written",
        arguments: PartName.Role.allCases,
        ["clip", "clip.tar", ".mov", "día 🎉", String(repeating: "長", count: 80)])
    func readsItself(role: PartName.Role, stem: String) {
        let name = PartName(stem: stem, token: PartName.randomToken(), role: role)
        #expect(PartName(name.fileName, stem: stem) == name)
        #expect(name.fileName.utf8.count <= 255)
        #expect(name.fileName.hasPrefix("."))
    }

    @Test(
        "Another file's name is not that of a part",
        arguments: [
            "clip.mp4", ".clip.mp4", ".clip.json.part", ".clip.0123456789abcdef.mp4.part",
            ".clip.0123456789abcdeg.json.part", ".clip.0123456789abcdef..json.part",
            ".clip2.0123456789abcdef.json.part", ".clip.part",
        ])
    func refusesOthers(name: String) {
        #expect(PartName(name, stem: "clip") == nil)
    }
}
