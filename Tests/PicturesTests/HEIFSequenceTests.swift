import Foundation
import Libav
import Pictures
import TestSupport
import Testing

/// Animated HEIC and AVIF.
@Suite struct HEIFSequenceTests {
    /// Whether the colours are as close as lossy coding allows, which differs between releases of the encoder.
    private func isClose(_ pixel: ArraySlice<UInt8>, _ expected: [Int]) -> Bool {
        zip(pixel, expected).allSatisfy { abs(Int($0) - $1) <= 8 }
    }

    /// Makes an animated AVIF from pictures of one colour.
    private func avif(_ colors: [String], in directory: borrowing TemporaryDirectory) async throws -> String {
        var sources: [String] = []
        for (index, color) in colors.enumerated() {
            let path = directory.file("\(index).png")
            try await Tool.ffmpeg.checked([
                "-v", "error", "-f", "lavfi", "-i", "color=c=\(color):s=33x21,format=rgba", "-frames:v", "1",
                path,
            ])
            sources.append(path)
        }
        try await Tool("avifenc").checked(["-s", "10", "--fps", "5"] + sources + [directory.file("a.avif")])
        return directory.file("a.avif")
    }

    @Test("An animated AVIF shows each picture for its duration, and can be played again")
    func playsAVIF() async throws {
        let directory = try TemporaryDirectory()
        var reader = try PictureReader(path: try await avif(["red", "lime", "blue"], in: directory))
        #expect(reader.header.frameCount == 3)
        #expect(reader.header.durations.allSatisfy { abs($0 - 0.2) < 1e-9 })
        for _ in 0..<2 {
            for color in [[255, 0, 0, 255], [0, 255, 0, 255], [0, 0, 255, 255]] {
                guard let picture = try reader.next() else {
                    Issue.record("the animation ends too early")
                    return
                }
                #expect(abs(picture.duration - 0.2) < 1e-9)
                #expect(isClose(pixels(of: picture.frame).prefix(4), color))
            }
            if try reader.next() != nil { Issue.record("the animation ends too late") }
            try reader.rewind()
        }
    }

    @Test("The alpha of an animated AVIF is read from its separate track")
    func playsAlpha() async throws {
        let directory = try TemporaryDirectory()
        var reader = try PictureReader(
            path: try await avif(["red@0.0", "red@0.5", "red@1.0"], in: directory))
        #expect(reader.header.hasAlpha)
        var alphas: [Int] = []
        while let picture = try reader.next() { alphas.append(Int(pixels(of: picture.frame)[3])) }
        #expect(alphas.count == 3)
        #expect(zip(alphas, [0, 127, 255]).allSatisfy { abs($0 - $1) <= 2 })
    }

    @Test("Pictures of an animated HEIC come in display order, whatever the coding order")
    func playsHEIC() async throws {
        let directory = try TemporaryDirectory()
        // Grey that gets brighter. Three pictures in a row depend on later ones.
        try await Tool.ffmpeg.checked([
            "-v", "error", "-f", "lavfi", "-i",
            "color=c=black:s=64x64:r=10:d=2,format=yuv420p,geq=lum=16+10*N:cb=128:cr=128",
            "-pix_fmt", "yuv420p", "-c:v", "libx265", "-x265-params", "log-level=0:bframes=3:b-adapt=0:qp=10",
            "-tag:v", "hvc1", directory.file("a.mp4"),
        ])
        var file = try bytes(of: directory.file("a.mp4"))
        for (old, new) in [("ftypisom", "ftyphevc"), ("\0\0\0\0vide", "\0\0\0\0pict")] {
            let place = try #require(file.firstRange(of: Array(old.utf8)))
            file.replaceSubrange(place, with: Array(new.utf8))
        }
        var sequence = try PictureReader(path: try directory.write(file, to: "a.heic"), wanting: .native)
        #expect(sequence.header.frameCount == 20)
        #expect(abs(sequence.header.durations.reduce(0, +) - 2) < 1e-9)
        var grays: [Int] = []
        while let picture = try sequence.next() {
            grays.append(picture.frame.withPlane(0) { samples, _ in Int(samples[0]) })
        }
        #expect(grays.count == 20)
        #expect(zip(0..., grays).allSatisfy { abs(16 + 10 * $0 - $1) <= 4 })
    }

    @Test("An animated AVIF cut off anywhere gives an error or fewer pictures, and never a crash")
    func survivesCuts() async throws {
        let directory = try TemporaryDirectory()
        let whole = try bytes(of: try await avif(["red", "lime", "blue"], in: directory))
        for end in stride(from: 12, to: whole.count, by: 7) {
            let path = try directory.write(Array(whole[..<end]), to: "cut.avif")
            guard var reader = try? PictureReader(path: path) else { continue }
            while (try? reader.next()) != nil {}
        }
    }
}
