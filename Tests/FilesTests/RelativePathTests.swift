import Foundation
import Testing

@testable import Files

@Suite struct RelativePathTests {
    @Test(
        "A path below a folder has the parts between its slashes, byte for byte",
        arguments: [
            ("", []), ("a", ["a"]), ("a/b", ["a", "b"]), ("a//b", ["a", "b"]), ("./a", [".", "a"]),
            ("a/../b", ["a", "..", "b"]), ("a/\u{301}b", ["a", "\u{301}b"]),
            ("e\u{301}/\u{E9}", ["e\u{301}", "\u{E9}"]),
        ] as [(String, [String])])
    func hasParts(text: String, parts: [String]) {
        let path = RelativePath(text)
        #expect(path.parts.map { Array($0.utf8) } == parts.map { Array($0.utf8) })
        #expect(Array(path.name.utf8) == Array((parts.last ?? "").utf8))
        let whole = parts.reduce(RelativePath.root) { $0.appending($1) }
        #expect(whole.parts.map { Array($0.utf8) } == parts.map { Array($0.utf8) })
    }

    @Test("The folder of a path is the path without its last part")
    func hasFolder() {
        #expect(RelativePath("a/b/c").folder == RelativePath("a/b"))
        #expect(RelativePath("a").folder == .root)
        #expect(RelativePath.root.folder == .root)
        #expect(RelativePath("e\u{301}/a").folder != RelativePath("\u{E9}"))
    }

    @Test("The two encodings of one letter are two paths, and JSON keeps them apart")
    func comparesBytes() throws {
        let paths = [RelativePath("e\u{301}.mov"), RelativePath("\u{E9}.mov")]
        #expect(Set(paths).count == 2)
        let read = try JSONDecoder().decode([RelativePath].self, from: JSONEncoder().encode(paths))
        #expect(read == paths)
        #expect(!paths[0].isInside(RelativePath("e")))
        #expect(RelativePath("e/\u{301}").isInside(RelativePath("e")))
    }
}
