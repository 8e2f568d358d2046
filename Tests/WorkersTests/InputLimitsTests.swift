import Foundation
import Story
import TestSupport
import Testing

@testable import Files
@testable import Probing
@testable import Workers

/// What a story is made from is counted and measured before any of it is read.
@Suite struct InputLimitsTests {
    private func request(
        _ input: String, _ folder: borrowing TemporaryDirectory, stickers: Int = 0, limits: Limits = Limits()
    ) throws -> IngestRequest {
        let overlays = (0..<stickers).map { Overlay.sticker(StickerOverlay(src: "\($0).png")) }
        let slides = stride(from: 0, to: max(overlays.count, 1), by: StoryLimits.overlaysPerSlide).map {
            Slide(
                media: SlideMedia(src: input),
                overlays: Array(overlays[$0...].prefix(StoryLimits.overlaysPerSlide)))
        }
        return IngestRequest(
            input: input, story: StoryDocument(slides: slides), baseDirectory: folder.path, limits: limits)
    }

    private func sparse(_ name: String, _ bytes: UInt64, in folder: borrowing TemporaryDirectory) throws
        -> String
    {
        let path = try folder.write("something", to: name)
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.truncate(atOffset: bytes)
        try file.close()
        return path
    }

    private func refusal(_ request: IngestRequest) -> MediaError? {
        do throws(MediaError) {
            _ = try InputFiles(request)
            return nil
        } catch {
            return error
        }
    }

    @Test("A file may have as many bytes as the limit says, and not one more, be it medium or sticker")
    func fileBytes() throws {
        let folder = try TemporaryDirectory()
        try folder.write("123456789", to: "clip.mov")
        try folder.write("1234567890", to: "0.png")
        var limits = Limits()
        limits.input.fileBytes = 10
        #expect(refusal(try request(folder.file("clip.mov"), folder, stickers: 1, limits: limits)) == nil)
        limits.input.fileBytes = 9
        for sticker in [true, false] {
            if !sticker { limits.input.fileBytes = 8 }
            let error = refusal(try request(folder.file("clip.mov"), folder, stickers: 1, limits: limits))
            #expect(error?.code == .limitExceeded && error?.stage == .open)
            #expect(error?.file == folder.file(sticker ? "0.png" : "clip.mov"))
            #expect(error?.message.contains("the limit is \(sticker ? 9 : 8) (input.fileBytes") == true)
            #expect(error?.canRetry == false)
        }
    }

    @Test("A file that is mostly a hole is refused, and says so; one with small holes is not")
    func holes() throws {
        let folder = try TemporaryDirectory()
        var limits = Limits()
        let huge = try sparse("huge.mov", 1 << 40, in: folder)
        #expect(refusal(try request(huge, folder))?.message.contains("input.fileBytes") == true)
        limits.input.fileBytes = 1 << 40
        let error = refusal(try request(huge, folder, limits: limits))
        #expect(error?.code == .limitExceeded)
        #expect(error?.message.contains("the rest is a hole") == true)
        #expect(refusal(try request(try sparse("small.mov", 1 << 30, in: folder), folder)) == nil)
    }

    @Test("A file that was opened is read from its beginning, however it was measured")
    func position() throws {
        let folder = try TemporaryDirectory()
        let file = try OpenFile(try sparse("huge.mov", 2 << 30, in: folder), for: .reading)
        #expect(try InputRefusal.check(file, file.status(), limit: InputLimits().fileBytes) != nil)
        var buffer = [UInt8](repeating: 0, count: 9)
        #expect(try file.read(into: &buffer) == 9)
        #expect(buffer == Array("something".utf8))
    }

    @Test("A story may use 180 files, and one more is refused with the limit")
    func fileCount() throws {
        let folder = try TemporaryDirectory()
        let clip = try folder.write("clip", to: "clip.mov")
        for number in 0..<180 { try folder.write("sticker", to: "\(number).png") }
        #expect(refusal(try request(clip, folder, stickers: 179)) == nil)
        let error = refusal(try request(clip, folder, stickers: 180))
        #expect(error?.code == .limitExceeded)
        #expect(error?.message.contains("more than 180 files") == true)
    }

    @Test("A worker that would have no room for its files is not started, and the limit is named")
    func openFiles() throws {
        let folder = try TemporaryDirectory()
        var request = WorkerRequest(
            MakeTask(try request("clip.mov", folder, stickers: 150)),
            files: (0..<180).map { "\($0).png" })
        #expect(request.task.outputCount == 8)
        #expect(throws: Never.self) { try WorkerDescriptors.check(request) }
        request.task.request.limits.work.openFiles = 251
        let error = #expect(throws: MediaError.self) { try WorkerDescriptors.check(request) }
        #expect(error?.code == .limitExceeded)
        #expect(error?.message.contains("needs 252 open files; the limit is 251 (work.openFiles") == true)
        request.task.request.limits.work.openFiles = 252
        #expect(throws: Never.self) { try WorkerDescriptors.check(request) }
        request.files.append("180.png")
        #expect(throws: MediaError.self) { try WorkerDescriptors.check(request) }
    }

    @Test("A worker has room for the files and the outputs of the largest story by default")
    func standardLimits() {
        let outputs = 2 + 2 * StoryLimits.slides
        #expect(WorkLimits().openFiles >= WorkerDescriptors.fileLimit + outputs + WorkerDescriptors.own)
    }

    @Test("A request that no worker would read is refused with its length and the limit")
    func longRequest() throws {
        let folder = try TemporaryDirectory()
        var request = WorkerRequest(MakeTask(try request("clip.mov", folder)))
        #expect(try request.message().count < 10_000)
        request.task.request.notes = [String(repeating: "x", count: 8 << 20)]
        let error = #expect(throws: MediaError.self) { try request.message() }
        #expect(error?.code == .limitExceeded)
        #expect(error?.message.contains("the limit is \(8 << 20)") == true)
    }

    @Test("As many files may be open as the system lets the user have")
    func raisesLimit() {
        OpenFileLimit.raise()
        var limit = rlimit()
        #expect(unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
        #expect(limit.rlim_cur == limit.rlim_max)
    }

    @Test("A file that grows while it is read is read as far as it was long")
    func growing() throws {
        let folder = try TemporaryDirectory()
        let path = try folder.write("12345", to: "log")
        let writer = try #require(FileHandle(forWritingAtPath: path))
        var isFirst = true
        let hash = try FileHash.reading(try OpenFile(path, for: .reading)) {
            if isFirst { try? writer.truncate(atOffset: 1 << 40) }
            isFirst = false
            return false
        }
        #expect(hash.sha256 == "5994471abb01112afcc18159f6cc74b4f511b99806da59b3caf5a9c173cacfc5")
    }
}
