import TestSupport
import Testing

@testable import Files

@Suite struct PathTests {
    @Test(
        "A path is cut at its last slash, and nothing of it is rewritten",
        arguments: [
            ("a", ".", "a"), ("a/b", "a", "b"), ("a/b/", "a/b", ""), ("a//b", "a/", "b"), ("/", "/", ""),
            ("/a", "/", "a"), ("//a", "/", "a"), ("", ".", ""), ("..", ".", ".."), ("a/..", "a", ".."),
            ("a/.", "a", "."), ("./a", ".", "a"), ("/a/\u{301}b", "/a", "\u{301}b"),
            ("/e\u{301}/\u{E9}", "/e\u{301}", "\u{E9}"), ("/\u{E9}/e\u{301}", "/\u{E9}", "e\u{301}"),
        ])
    func cutsPaths(path: String, folder: String, name: String) {
        #expect(Path.folder(of: path).utf8.elementsEqual(folder.utf8))
        #expect(Path.name(of: path).utf8.elementsEqual(name.utf8))
    }

    @Test(
        "A path is put behind its folder as it was written, and an absolute one stays as it is",
        arguments: [
            ("a", "/b", "/b/a"), ("a", "/b/", "/b/a"), ("/a", "/b", "/a"), ("//a/", "/b", "//a/"),
            ("a", ".", "a"), (".", "/b", "/b"), ("a/", "/b", "/b/a/"), ("a//b", "/c", "/c/a//b"),
            ("../a", "/b", "/b/../a"), ("./a", "/b", "/b/./a"), ("a", "/b//", "/b//a"),
            ("\u{301}a", "/e", "/e/\u{301}a"), ("/\u{301}a", "/e", "/\u{301}a"),
            ("e\u{301}", "/\u{E9}", "/\u{E9}/e\u{301}"),
        ])
    func resolvesPaths(path: String, folder: String, whole: String) {
        #expect(Path.resolve(path, in: folder).utf8.elementsEqual(whole.utf8))
    }

    @Test("A slash at a path's end says that a folder is meant, so no file is found under it")
    func keepsLastSlash() throws {
        let directory = try TemporaryDirectory()
        try directory.write("content", to: "folder/file")
        let file = directory.file("folder/file")
        #expect(throws: SystemError.self) { _ = try OpenFile(file + "/", for: .reading) }
        #expect(try FileSystem.status(of: file + "/") == nil)
        #expect(!FileSystem.isReadable(file + "/"))
        #expect(try OpenFile(directory.file("folder//file"), for: .reading).status().bytes == 7)
        #expect(try HeldFolder(directory.file("folder/")).names() == ["file"])
    }
}
