import Files
import TestSupport
import Testing

@testable import StoryService

@Suite struct OutputPlaceTests {
    @Test(
        "A missing output folder is made with those above it, however its path is written",
        arguments: [
            ("new", ["new"]), ("new/", ["new"]), ("new//", ["new"]), ("new/deep", ["new", "new/deep"]),
            ("new//deep/", ["new", "new/deep"]), ("./new", ["new"]), ("new/.", ["new"]),
            ("new/../other", ["new", "other"]), ("e\u{301}/\u{E9}", ["e\u{301}", "e\u{301}/\u{E9}"]),
            ("e/\u{301}", ["e", "e/\u{301}"]),
        ])
    func makesMissing(path: String, folders: [String]) throws {
        let directory = try TemporaryDirectory()
        let place = OutputPlace(path: directory.file(path))
        #expect(try place.open() == nil)
        let (folder, made) = try place.make()
        #expect(made.map { Array($0.name.utf8) } == folders.map { Array(Path.name(of: $0).utf8) })
        #expect(Set(directory.contents.map { Array($0.utf8) }) == Set(folders.map { Array($0.utf8) }))
        #expect(try place.open()?.status().isSameFile(as: folder.status()) == true)
        #expect(try place.make().made.isEmpty)
    }

    @Test(
        "No output folder is made of a part of its path",
        arguments: ["new\u{0}", "new\u{0}/deep", "new\u{0}deep"])
    func refusesZeros(path: String) throws {
        let directory = try TemporaryDirectory()
        #expect(throws: SystemError.self) { _ = try OutputPlace(path: directory.file(path)).make() }
        #expect(throws: SystemError.self) {
            _ = try OutputPlace(path: directory.file(path), root: directory.path).make()
        }
        #expect(directory.contents == [])
    }
}
