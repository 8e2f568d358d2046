import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Files

@Suite struct FolderTreeTests {
    /// Makes an empty file whose name is not text.
    private func makeFile(_ name: [UInt8], in directory: borrowing TemporaryDirectory) throws {
        let path = (Array(directory.file("").utf8) + name + [0]).map { CChar(bitPattern: $0) }
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        try #require(file >= 0)
        close(file)
    }

    @Test("A name that is not UTF-8 is listed as such, is shown repaired, and its file can be moved")
    func movesInvalidNames() throws {
        let directory = try TemporaryDirectory()
        let name: [UInt8] = [0x61, 0xFF, 0xC3, 0x2E, 0x6D, 0x6F, 0x76]
        try makeFile(name, in: directory)
        let tree = try FolderTree(directory.path)
        let entry = try #require(try tree.entries(of: .root).first)
        #expect(entry.name == nil && entry.kind == .file)
        let stored = unsafe FilePath.Component(platformString: name.map { CChar(bitPattern: $0) } + [0])
        #expect(entry.storedName == stored)
        #expect(entry.repairedName == "a\u{FFFD}\u{FFFD}.mov")
        #expect(try HeldFolder(directory.path).names() == [])
        let repaired = RelativePath(entry.repairedName)
        #expect(try tree.entry(repaired) == nil)
        try tree.move(repaired, storedName: entry.storedName, to: repaired)
        #expect(try tree.entries(of: .root).map(\.name) == ["a\u{FFFD}\u{FFFD}.mov"])
    }

    @Test("A tree with a name that is not UTF-8 is removed as a whole")
    func removesInvalidNames() throws {
        let directory = try TemporaryDirectory()
        try directory.write("", to: "tree/inner/file")
        try makeFile(Array("tree/inner/".utf8) + [0xFF], in: directory)
        try HeldFolder(directory.path).removeTree("tree")
        #expect(directory.contents == [])
    }

    @Test("Two files whose names differ in the encoding of a letter are two files")
    func tellsEncodingsApart() throws {
        let directory = try TemporaryDirectory()
        try directory.write("one", to: "e\u{301}")
        try directory.write("second", to: "\u{E9}")
        let tree = try FolderTree(directory.path)
        #expect(try tree.open(RelativePath("e\u{301}")).status().bytes == 3)
        #expect(try tree.open(RelativePath("\u{E9}")).status().bytes == 6)
        let folder = try HeldFolder(directory.path)
        #expect(try folder.open("e\u{301}").status().bytes == 3)
        #expect(try folder.entry("\u{E9}")?.status.bytes == 6)
        #expect(Set(try tree.entries(of: .root).map(\.storedName)) == ["e\u{301}", "\u{E9}"])
    }

    @Test("No part of a path below a tree may be a link")
    func followsNoLink() throws {
        let directory = try TemporaryDirectory()
        try directory.write("secret", to: "outside/file")
        try directory.write("", to: "tree/folder/file")
        for (name, target) in [("tree/way", "../outside"), ("tree/folder/link", "../../outside/file")] {
            try FileManager.default.createSymbolicLink(
                atPath: directory.file(name), withDestinationPath: target)
        }
        let before = directory.contents
        let tree = try FolderTree(directory.file("tree"))
        let (way, target) = (RelativePath("way"), RelativePath("way/new"))
        let (link, file) = (RelativePath("folder/link"), RelativePath("folder/file"))
        #expect(try tree.entry(way)?.kind == .link)
        #expect(try tree.entry(RelativePath("way/file")) == nil)
        #expect(try tree.entry(link)?.kind == .link)
        let calls: [() throws -> Void] = [
            { _ = try tree.open(link) }, { _ = try tree.open(way) },
            { _ = try tree.open(RelativePath("way/file")) },
            { _ = try tree.entries(of: way) }, { try tree.write([1], to: target) },
            { try tree.makeFolder(target) }, { try tree.move(file, to: target) },
            { try tree.link(file, to: target) }, { try tree.synchronize(way) },
        ]
        for (number, call) in calls.enumerated() {
            #expect(throws: SystemError.self, "call \(number)") { try call() }
        }
        tree.remove(RelativePath("way/file"))
        #expect(directory.contents == before)
        // What replaces a link's name leaves its target alone.
        try tree.write(Array("new".utf8), to: link)
        #expect(try tree.entry(link)?.kind == .file)
        #expect(try OpenFile(directory.file("outside/file"), for: .reading).status().bytes == 6)
    }

    @Test("A move replaces nothing")
    func replacesNothing() throws {
        let directory = try TemporaryDirectory()
        try directory.write("one", to: "a")
        try directory.write("second", to: "folder/b")
        let tree = try FolderTree(directory.path)
        let (a, b) = (RelativePath("a"), RelativePath("folder/b"))
        let error = #expect(throws: SystemError.self) { try tree.move(a, to: b) }
        #expect(error?.isExisting == true)
        #expect(try tree.entry(a)?.status.bytes == 3 && tree.entry(b)?.status.bytes == 6)
        try tree.move(a, to: RelativePath("folder/c"))
        #expect(directory.contents == ["folder", "folder/b", "folder/c"])
    }

    @Test(
        "Nothing is found under a name that no file can have",
        arguments: ["", "missing", "missing/a", "file/a", String(repeating: "a", count: 256)])
    func findsNothing(path: String) throws {
        let directory = try TemporaryDirectory()
        try directory.write("content", to: "file")
        let tree = try FolderTree(directory.path)
        #expect(try tree.entry(RelativePath(path)) == nil)
        #expect(throws: SystemError.self) { _ = try tree.open(RelativePath(path)) }
        tree.remove(RelativePath(path))
        #expect(directory.contents == ["file"])
    }

    @Test("The place of a path depends on files, not on names, and a missing one lies where it would be made")
    func knowsPlaces() throws {
        let directory = try TemporaryDirectory()
        try directory.write("", to: "tree/a/file")
        try FileManager.default.createSymbolicLink(
            atPath: directory.file("name"), withDestinationPath: "tree")
        let tree = try FolderTree(directory.file("tree"))
        #expect(tree.place(of: directory.file("tree")) == .inside(.root))
        #expect(tree.place(of: directory.file("name/a")) == .inside(RelativePath("a")))
        #expect(tree.place(of: directory.file("name/new/\u{301}")) == .inside(RelativePath("new/\u{301}")))
        #expect(tree.place(of: directory.path) == .above)
        #expect(tree.place(of: "/") == .above)
        #expect(tree.place(of: directory.file("treeless")) == .outside)
    }
}
