import Foundation
import TestSupport
import Testing

@testable import Libav

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct MediaFileTests {
    private func kind(_ name: String, in files: PreopenedFiles = .current) -> MediaFileError.Kind? {
        do throws(MediaFileError) {
            _ = try MediaFile(name, in: files)
            return nil
        } catch {
            return error.kind
        }
    }

    @Test("Any part of a file can be read, and reading beyond the end is not an error")
    func readsParts() throws {
        let folder = try TemporaryDirectory()
        let file = try MediaFile(folder.write("0123456789", to: "digits"))
        #expect(file.count == 10)
        #expect(try file.bytes(at: 3, count: 4) == Array("3456".utf8))
        #expect(try file.bytes(at: 8, count: 4) == Array("89".utf8))
        #expect(try file.bytes(at: 10, count: 4).isEmpty)
        #expect(try file.bytes(at: Int64.max, count: Int.max).isEmpty)
    }

    @Test("Missing files, folders and special files are told apart without waiting")
    func refusesOddFiles() throws {
        let folder = try TemporaryDirectory()
        try #require(unsafe mkfifo(folder.file("pipe"), 0o600) == 0)
        #expect(kind(folder.file("nothing")) == .missing)
        #expect(kind(folder.file(String(repeating: "n", count: 300))) == .missing)
        #expect(kind(try folder.write("", to: "file") + "/below") == .missing)
        #expect(kind(try folder.write("", to: "cut") + "\0.mp4") == .missing)
        #expect(kind(folder.path) == .folder)
        #expect(kind(folder.file("pipe")) == .notRegular)
        #expect(kind("/dev/zero") == .notRegular)
    }

    @Test("Names refer only to the adopted descriptors, and each reader begins at the start of the file")
    func readsAdopted() throws {
        let folder = try TemporaryDirectory()
        let path = try folder.write("adopted", to: "here")
        let descriptor = unsafe Glibc.open(path, O_RDONLY)
        defer { close(descriptor) }
        let pipe = Pipe()
        let files = PreopenedFiles(descriptors: [
            "IMG 1.MOV": descriptor, "pipe": pipe.fileHandleForReading.fileDescriptor,
        ])
        for _ in 0..<2 {
            let file = try MediaFile("IMG 1.MOV", in: files)
            #expect(try file.bytes(at: 0, count: 99) == Array("adopted".utf8))
        }
        #expect(kind(path, in: files) == .missing)
        #expect(kind("img 1.mov", in: files) == .missing)
        #expect(kind("pipe", in: files) == .notRegular)
        #expect(kind("pipe", in: PreopenedFiles(descriptors: ["pipe": -1])) == .unreadable)
    }

    @Test("A file that shrinks while it is read ends early")
    func survivesShrinking() throws {
        let folder = try TemporaryDirectory()
        let path = try folder.write(String(repeating: "x", count: 100_000), to: "shrinks")
        let file = try MediaFile(path)
        try #require(unsafe truncate(path, 10) == 0)
        #expect(try file.bytes(at: 0, count: 100_000).count == 10)
        #expect(try file.bytes(at: 50_000, count: 10).isEmpty)
    }
}
