internal import Containers
import Foundation
import Libav
import TestSupport
import Testing

@testable import Pictures

/// Compares decoded samples with those of other programs.
@Suite struct PictureReaderTests {
    @Test(
        "Stickers have the same pixels as in ffmpeg, including alpha",
        arguments: ["heart.png", "chart-alpha-8.png"])
    func decodesPNG(name: String) async throws {
        let ours = pixels(of: try firstPicture(of: Fixture.path(name)))
        let theirs = try await ffmpegPixels(of: Fixture.path(name))
        #expect(difference(ours, theirs).largest == 0)
    }

    @Test(
        "Every picture of an animation has the same pixels as in ffmpeg, over the whole canvas",
        arguments: [
            "heart.gif", "heart.apng",
        ])
    func decodesAnimation(name: String) async throws {
        let theirs = try await ffmpegPixels(of: Fixture.path(name))
        var reader = try PictureReader(path: Fixture.path(name))
        #expect(reader.header.isAnimated && reader.header.hasAlpha)
        for round in 0..<2 {
            var ours: [UInt8] = []
            var seconds = 0.0
            while let picture = try reader.next() {
                ours += pixels(of: picture.frame)
                seconds += picture.duration
            }
            #expect(difference(ours, theirs).largest == 0, "round \(round)")
            #expect(abs(seconds - 0.8) < 1e-9)
            try reader.rewind()
        }
    }

    @Test("An animated WebP shows the same as an APNG of the same pictures, at each moment")
    func decodesAnimatedWebP() throws {
        // The WebP has fewer pictures, because its encoder merged equal ones.
        let (webp, apng) = try (moments(of: "heart.webp"), moments(of: "heart.apng"))
        #expect(webp.count == 10 && apng.count == 10)
        for (index, pair) in zip(webp, apng).enumerated() {
            // WebP is lossy.
            #expect(difference(pair.0, pair.1).mean < 3, "at \(index * 80) ms")
        }
    }

    @Test("A still WebP has the same pixels as in dwebp", .enabled(if: Clips.areAvailable, Clips.absence))
    func decodesStillWebP() async throws {
        let path = Clips.path("images/sticker_static_512.webp")
        let directory = try TemporaryDirectory()
        try await Tool("dwebp").checked(["-quiet", "-pam", path, "-o", directory.file("a.pam")])
        let reference = try bytes(of: directory.file("a.pam")).suffix(512 * 512 * 4)
        #expect(difference(pixels(of: try firstPicture(of: path)), Array(reference)).largest == 0)
    }

    @Test("16 bits per sample become 8 by rounding, without a change of gamma")
    func decodes16Bit() async throws {
        let ours = pixels(of: try firstPicture(of: Fixture.path("chart-alpha-16.png")))
        let theirs = try await ffmpegPixels(of: Fixture.path("chart-alpha-16.png"))
        #expect(difference(ours, theirs).largest <= 1)

        let directory = try TemporaryDirectory()
        var file = PNGBuilder(width: 1, height: 1, samples: [0x80, 0x80, 0x40, 0x40, 0xC0, 0xC0, 0xFF, 0xFF])
        file.bitDepth = 16
        #expect(
            pixels(of: try firstPicture(of: directory.write(file.file, to: "a.png"))) == [128, 64, 192, 255])
    }

    @Test("A picture with a gamma of 1 is converted to sRGB")
    func appliesGamma() throws {
        let directory = try TemporaryDirectory()
        var file = PNGBuilder(width: 1, height: 1, samples: [128, 0, 255, 255])
        file.chunks = [("gAMA", PNGBuilder.bigEndian(100_000))]
        // 128/255 of the light is 188 by sRGB's curve, and 186 by the power 1/2.2, libpng's approximation.
        let shown = pixels(of: try firstPicture(of: directory.write(file.file, to: "a.png")))
        #expect((186...188).contains(shown[0]))
        #expect(shown[1...] == [0, 255, 255])
    }

    @Test("An opaque PNG is read natively without alpha, and for display with alpha")
    func dropsAlpha() throws {
        let directory = try TemporaryDirectory()
        var file = PNGBuilder(width: 2, height: 1, samples: [1, 2, 3, 4, 5, 6])
        file.colorType = 2
        let path = try directory.write(file.file, to: "a.png")
        let native = try firstPicture(of: path, wanting: .native)
        #expect(native.format == .rgb24)
        #expect(pixels(of: native, bytesPerPixel: 3) == [1, 2, 3, 4, 5, 6])
        #expect(pixels(of: try firstPicture(of: path)) == [1, 2, 3, 255, 4, 5, 6, 255])
    }

    @Test("A JPEG is read natively as stored, and for display with ffmpeg's pixels", arguments: 1...8)
    func decodesJPEG(value: Int) async throws {
        let path = Fixture.path("chart-exif-\(value).jpg")
        let native = try firstPicture(of: path, wanting: .native)
        #expect(native.format.name?.hasPrefix("yuv4") == true)
        #expect(native.colorimetry == .jpeg)
        let ours = pixels(of: try firstPicture(of: path))
        let theirs = try await ffmpegPixels(of: path)
        // The two enlarge chroma differently, which matters only at the edges of the chart's patches.
        #expect(difference(ours, theirs).mean < 1)
    }

    @Test(
        "A JPEG that is small, or whose chroma extends beyond the picture, has the same pixels as in libjpeg",
        arguments: [(17, 33), (8, 8), (161, 401)], ["1x2", "2x1", "2x2", "4x1"])
    func decodesOddJPEG(size: (Int, Int), sampling: String) async throws {
        let directory = try TemporaryDirectory()
        let source = directory.file("source.ppm")
        try await Tool.ffmpeg.checked([
            "-v", "error", "-f", "lavfi", "-i", "mandelbrot=s=\(size.0)x\(size.1)", "-frames:v", "1", source,
        ])
        let path = directory.file("a.jpg")
        try await Tool("cjpeg").checked(["-sample", sampling, "-outfile", path, source])
        try await Tool("djpeg").checked(["-outfile", directory.file("seen.ppm"), path])
        let seen = try bytes(of: directory.file("seen.ppm")).suffix(size.0 * size.1 * 3)
        let native = try firstPicture(of: path, wanting: .native)
        try #require(native.format == .rgb24)
        #expect(difference(pixels(of: native, bytesPerPixel: 3), Array(seen)).largest == 0)
    }

    @Test(
        "Pillow's progressive, grey and CMYK files decode to the right colour",
        arguments: [
            (Samples.progressive, [200, 100, 50]), (Samples.gray, [77, 77, 77]), (Samples.cmyk, [255, 0, 0]),
        ])
    func decodesVariants(base64: String, color: [Int]) throws {
        let directory = try TemporaryDirectory()
        let data = try #require(Data(base64Encoded: base64))
        let path = try directory.write(Array(data), to: "a.jpg")
        let first = pixels(of: try firstPicture(of: path)).prefix(3).map { Int($0) }
        #expect(zip(first, color).allSatisfy { abs($0 - $1) <= 2 }, "\(first)")
        let native = try firstPicture(of: path, wanting: .native)
        #expect(native.planeCount == 3 || native.format == .rgb24)
    }

    @Test(
        "Parts of the canvas that no picture of a GIF covers are transparent, whatever the background colour is"
    )
    func leavesBackground() throws {
        // 2 × 1 pixels with a global colour table. The picture covers the right pixel, in blue.
        let table: [UInt8] = [255, 0, 0, 0, 0, 255]
        let picture: [UInt8] = [0x2C, 1, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4C, 0x01, 0]
        let file = Array("GIF89a".utf8) + [2, 0, 1, 0, 0x80, 0, 0] + table + picture + [0x3B]
        let directory = try TemporaryDirectory()
        let path = try directory.write(file, to: "a.gif")
        let ours = pixels(of: try firstPicture(of: path))
        #expect(ours[3] == 0)
        #expect(Array(ours[4...]) == [0, 0, 255, 255])
    }

    @Test("In an APNG whose only animation frame replaces the still, the still is not shown")
    func replacesStill() throws {
        let one = PNGBuilder.bigEndian(1)
        let zero = PNGBuilder.bigEndian(0)
        var still = PNGBuilder(width: 1, height: 1, samples: [200, 0, 0, 255])
        still.chunks = [("acTL", one + zero)]
        var file = Array(still.file.dropLast(12))
        let control = zero + one + one + zero + zero + [0, 1, 0, 10, 0, 0]
        file += PNGBuilder.chunk("fcTL", control)
        file += PNGBuilder.chunk("fdAT", one + PNGBuilder.zlib([0, 0, 0, 200, 255]))
        file += PNGBuilder.chunk("IEND", [])
        let directory = try TemporaryDirectory()
        let path = try directory.write(file, to: "a.png")
        #expect(try PictureHeader(path: path).isAnimated == false)
        #expect(pixels(of: try firstPicture(of: path)) == [0, 0, 200, 255])
    }

    @Test("EXIF of a PNG turns the picture if it comes before the picture's data, and not after it")
    func ignoresLateEXIF() throws {
        let exif =
            Array("MM\0*".utf8) + [0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]
        var early = PNGBuilder(width: 1, height: 1, samples: [1, 2, 3, 4])
        let late: [UInt8] =
            Array(early.file.dropLast(12)) + PNGBuilder.chunk("eXIf", exif) + PNGBuilder.chunk("IEND", [])
        early.chunks = [("eXIf", exif)]
        #expect(try PictureHeader(parsing: early.file).orientation == .turned90)
        #expect(try PictureHeader(parsing: late).orientation == .identity)
    }

    /// Pixels as ffmpeg decodes them, as stored, in RGBA.
    private func ffmpegPixels(of path: String) async throws -> [UInt8] {
        let result = try await Tool.ffmpeg.checked([
            "-v", "error", "-noautorotate", "-i", path, "-fps_mode", "passthrough",
            "-sws_flags", "bicubic+accurate_rnd+full_chroma_int+full_chroma_inp",
            "-f", "rawvideo", "-pix_fmt", "rgba", "-",
        ])
        return Array(result.standardOutput)
    }

    /// The pixels that an animation shows every 80 ms, with invisible colours made black.
    private func moments(of name: String) throws -> [[UInt8]] {
        var reader = try PictureReader(path: Fixture.path(name))
        var result: [[UInt8]] = []
        while let picture = try reader.next() {
            let shown = visible(pixels(of: picture.frame))
            result += Array(repeating: shown, count: Int((picture.duration / 0.08).rounded()))
        }
        return result
    }

    /// Colours multiplied by alpha.
    private func visible(_ pixels: [UInt8]) -> [UInt8] {
        pixels.indices.map { index in
            index % 4 == 3 ? pixels[index] : UInt8(Int(pixels[index]) * Int(pixels[index / 4 * 4 + 3]) / 255)
        }
    }
}
