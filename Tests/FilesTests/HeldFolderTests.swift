import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Files

@Suite struct HeldFolderTests {
    @Test(
        "A name that has more than one part, or is none, is refused by every call",
        arguments: ["", ".", "..", "/", "a/b", "../a", "/etc/passwd", "a/", "a\u{0}", "\u{0}", "a/\u{301}b"])
    func refusesPaths(name: String) throws {
        let directory = try TemporaryDirectory()
        try directory.write("content", to: "a")
        let folder = try HeldFolder(directory.path)
        let before = directory.contents
        let calls: [() throws -> Void] = [
            { _ = try folder.entry(name) }, { _ = try folder.open(name) }, { _ = try folder.folder(name) },
            { _ = try folder.create(name) },
            { _ = try folder.openOrCreate(name, permissions: .ownerReadWrite) },
            { try folder.makeFolder(name) }, { try folder.link(name, to: "b", in: folder) },
            { try folder.link("a", to: name, in: folder) }, { try folder.rename(name, to: "b", in: folder) },
            { try folder.rename("a", to: name, in: folder) }, { try folder.give("a", to: name, in: folder) },
        ]
        for (number, call) in calls.enumerated() {
            let error = #expect(throws: SystemError.self, "call \(number)") { try call() }
            #expect(error?.call == "open")
        }
        folder.remove(name)
        folder.removeTree(name)
        folder.removeEmptyFolder(name)
        #expect(folder.contents(of: name, limit: 100) == nil)
        #expect(directory.contents == before)
    }

    @Test("No link is followed, and a folder is deleted without what links in it lead to")
    func followsNoLink() throws {
        let directory = try TemporaryDirectory()
        try directory.write("precious", to: "victim/file")
        for (name, target) in [("link", "victim"), ("file", "victim/file"), ("tree/link", "../victim")] {
            try directory.write("", to: "tree/deep/note")
            try FileManager.default.createSymbolicLink(
                atPath: directory.file(name), withDestinationPath: target)
        }
        let folder = try HeldFolder(directory.path)
        #expect(throws: SystemError.self) { _ = try folder.folder("link") }
        #expect(throws: SystemError.self) { _ = try folder.open("file") }
        #expect(folder.contents(of: "file", limit: 100) == nil)
        #expect(throws: SystemError.self) {
            _ = try folder.openOrCreate("file", permissions: .ownerReadWrite)
        }
        for name in ["tree", "link", "file"] { folder.removeTree(name) }
        #expect(directory.contents == ["victim", "victim/file"])
    }

    @Test(
        "A path is divided where the system divides it, whatever character follows the slash",
        arguments: [
            ("/in/\u{301}b", "/in", ["\u{301}b"]), ("/in/a/\u{301}b", "/in", ["a", "\u{301}b"]),
            ("/in/a/b", "/in/", ["a", "b"]), ("/in", "/in", []), ("/inside", "/in", nil),
            ("/in/../a", "/in", nil),
            ("/in//a", "/in", nil), ("/in/./a", "/in", nil), ("/a", "/", ["a"]),
        ] as [(String, String, [String]?)])
    func dividesPaths(path: String, folder: String, parts: [String]?) {
        #expect(Path.parts(of: path, below: folder) == parts)
        if let parts, let last = parts.last { #expect(Path.name(of: path).utf8.elementsEqual(last.utf8)) }
    }
}
