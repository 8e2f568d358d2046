import Foundation
import Testing

@testable import StoryService

@Suite struct PartNameTests {
    @Test(
        "A part's name is read as it was written",
        arguments: PartName.Role.allCases,
        [
            "clip", "clip.tar", ".mov", "día 🎉", "", "a.0123456789abcdef.json",
            String(repeating: "長", count: 80),
        ])
    func readsItself(role: PartName.Role, stem: String) throws {
        let name = PartName(stem: stem, token: PartName.randomToken(), role: role)
        #expect(PartName(name.fileName) == name)
        #expect(name.isOf(stem))
        #expect(name.fileName.utf8.count <= 255)
        #expect(try JSONDecoder().decode(PartName.self, from: JSONEncoder().encode(name)) == name)
    }

    @Test(
        "Another file's name is not that of a part",
        arguments: [
            "clip.mp4", "clip.json", "clip.0123456789abcdef.mp4", "clip.0123456789abcdeg.json",
            "clip.0123456789ABCDEF.json", "clip.0123456789abcdef..json", "clip.0123456789abcde.json",
            "clip.０123456789abcde.json", "../clip.0123456789abcdef.json", "a/clip.0123456789abcdef.json",
            "clip\u{0}.0123456789abcdef.json", "/clip.0123456789abcdef.work",
        ] + FileNames.foreign)
    func refusesOthers(name: String) {
        #expect(PartName(name) == nil)
        let json = try? JSONEncoder().encode([name])
        #expect((json.flatMap { try? JSONDecoder().decode([PartName].self, from: $0) }) == nil)
    }

    @Test("Another story's part is not this one's, however alike their names begin")
    func tellsStems() {
        let long = String(repeating: "a", count: 240)
        for (stem, other) in [
            ("clip", "clip2"), ("clip", "Clip"), ("é", "e\u{301}"), (long + "1", long + "2"),
        ] {
            #expect(!PartName(stem: stem, token: PartName.randomToken(), role: .manifest).isOf(other))
        }
    }
}
