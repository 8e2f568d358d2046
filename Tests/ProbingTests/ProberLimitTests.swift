import Foundation
import Libav
import Pictures
import Probing
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the prober refuses, tested on the package's fixtures and on generated files.
@Suite struct ProberLimitTests {
    private func code(_ path: String, _ limits: Limits = Limits()) -> MediaError.Code? {
        do throws(MediaError) {
            _ = try Prober(limits: limits).probe(path)
            return nil
        } catch {
            return error.code
        }
    }

    @Test("A file at each limit passes, and a file beyond it is refused")
    func holdsLimits() throws {
        let chart = Fixture.path("chart-rotated-90.mp4")
        let info = try Prober().probe(chart)
        let picture = try #require(info.picture)
        func check<Value>(
            _ file: String, _ path: WritableKeyPath<Limits, Value>, at value: Value, beyond: Value
        ) {
            var limits = Limits()
            limits[keyPath: path] = value
            #expect(code(file, limits) == nil, "\(path) at \(value)")
            limits[keyPath: path] = beyond
            #expect(code(file, limits) == .limitExceeded, "\(path) at \(beyond)")
        }
        let pixels = picture.codedWidth * picture.codedHeight
        let side = max(picture.codedWidth, picture.codedHeight)
        check(chart, \.videoSide, at: side, beyond: side - 1)
        check(chart, \.seconds, at: try #require(info.duration), beyond: try #require(info.duration) - 0.001)
        check(Fixture.path("counter-60fps.mp4"), \.frameRate, at: 60, beyond: 59)
        check(Fixture.path("flash-beep.mp4"), \.streams, at: 2, beyond: 1)
        check(
            Fixture.path("chart-exif-6.jpg"), \.pictures.maximumPixels, at: 160 * 120, beyond: 160 * 120 - 1)
        check(Fixture.path("heart.gif"), \.pictures.maximumFrames, at: 10, beyond: 9)
        // FFmpeg's own check of a decoder's size adds a margin around the picture (av_image_check_size2), so it would
        // refuse the picture at a limit of exactly its pixels.
        check(chart, \.videoPixels, at: 4 * pixels, beyond: pixels - 1)
    }

    @Test(
        "A file that is not usable media is refused with a sentence that says why",
        arguments: [
            ("empty.mp4", "The file is empty"), ("text.mp4", "This is a text file"),
            ("no-moov.mp4", "no movie header"), ("no-tracks.mp4", "neither pictures nor sound"),
            ("truncated.mp4", "upload is incomplete"), ("bomb.png", "30000 × 30000"),
        ])
    func refusesBroken(name: String, words: String) {
        let error = #expect(throws: MediaError.self) { try Prober().probe(Fixture.path("broken/" + name)) }
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
        #expect(error?.code == (name == "bomb.png" ? .limitExceeded : .unusableMedia))
        #expect(error?.canRetry == false)
    }

    @Test("A missing file, a folder and a pipe are refused without waiting")
    func refusesOddFiles() throws {
        let folder = try TemporaryDirectory()
        #expect(code(folder.file("none.mp4")) == .inputMissing)
        #expect(code(folder.path) == .unusableMedia)
        try #require(unsafe mkfifo(folder.file("pipe.mp4"), 0o600) == 0)
        #expect(code(folder.file("pipe.mp4")) == .unusableMedia)
    }

    @Test("A file without pictures is described as audio")
    func describesSound() throws {
        let info = try Prober().probe(Fixture.path("broken/audio-only.m4a"))
        #expect(info.kind == .audio)
        #expect(info.video == nil)
        #expect(info.audio == 0)
        #expect(info.picture == nil)
    }

    @Test("A symbolic link is followed")
    func followsLinks() throws {
        let folder = try TemporaryDirectory()
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("link"), withDestinationPath: Fixture.path("chart-mirrored.mp4"))
        #expect(try Prober().probe(folder.file("link")).picture?.orientation == .mirrored)
    }

    @Test("The asynchronous probe gives the same answer, and stops when its task is cancelled")
    func runsAsynchronously() async throws {
        let path = Fixture.path("chart-mirrored.mp4")
        let inTask = try await Prober().probe(path)
        let here = try Self.probeHere(path)
        #expect(inTask == here)
        let task = Task {
            // Waits for the cancellation, to make the outcome independent of timing.
            while !Task.isCancelled { await Task.yield() }
            return try await Prober().probe(path)
        }
        task.cancel()
        let error = await #expect(throws: MediaError.self) { try await task.value }
        #expect(error?.code == .cancelled)
    }

    private static func probeHere(_ path: String) throws -> MediaInfo { try Prober().probe(path) }
}
