import Foundation
import Libav
import Pictures
import TestSupport
import Testing

/// Comparisons with libheif's own tools, which crop, turn and mirror by themselves.
@Suite(.enabled(if: Clips.areAvailable, Clips.absence))
struct HEIFTests {
    @Test("An iPhone's grid of tiles, turned upright by its header, looks as in heif-convert")
    func decodesGrid() async throws {
        try await expectSame(Clips.path("images/iphone_irot_4032x3024.heic"), .turned90)
    }

    @Test(
        "A mirrored HEIC looks as in heif-convert",
        arguments: [
            (UInt8(0), Orientation.mirroredTurned180), (1, .mirrored),
        ])
    func decodesMirrored(axis: UInt8, orientation: Orientation) async throws {
        var file = try bytes(of: Clips.path("images/iphone_irot_4032x3024.heic"))
        let box = try #require(file.firstRange(of: Array("irot".utf8)))
        file.replaceSubrange(box, with: Array("imir".utf8))
        file[box.upperBound] = axis
        let directory = try TemporaryDirectory()
        try await expectSame(try directory.write(file, to: "a.heic"), orientation)
    }

    @Test("A clean aperture is cropped as in heif-convert")
    func decodesCropped() async throws {
        let directory = try TemporaryDirectory()
        try await Tool("heif-enc").checked([
            "-A", "-p", "chroma=420", Clips.path("exif/landscape_2.jpg"), "-o", directory.file("whole.avif"),
        ])
        // The aperture replaces the profile's box: 300 × 198 of 600 × 450 pixels, with its centre 100 to the right of
        // the picture's centre and 50 above it.
        var file = try bytes(of: directory.file("whole.avif"))
        let box = try #require(file.firstRange(of: Array("colrprof".utf8)))
        let numbers = [300, 1, 198, 1, 100, 1, -50, 1].flatMap { PNGBuilder.bigEndian($0) }
        file.replaceSubrange(
            box.lowerBound..<box.lowerBound + 4 + numbers.count, with: Array("clap".utf8) + numbers)
        try await expectSame(try directory.write(file, to: "a.avif"), .identity)
    }

    @Test(
        "Planes keep the stored chroma resolution and bit depth",
        arguments: [
            (["-A", "-p", "chroma=420"], 8, "yuv420p"), (["-A", "-p", "chroma=422"], 8, "yuv422p"),
            (["-A", "-p", "chroma=444"], 8, "yuv444p"), (["-b", "10"], 10, "yuv420p10le"),
        ])
    func keepsPlanes(options: [String], bits: Int, format: String) async throws {
        let directory = try TemporaryDirectory()
        let source = Fixture.path("chart-alpha-\(bits == 8 ? 8 : 16).png")
        try await Tool("heif-enc").checked(
            options + ["--no-alpha", "-q", "95", source, "-o", directory.file("a.heif")])
        let frame = try firstPicture(of: directory.file("a.heif"), wanting: .native)
        #expect(frame.format.name == format)
        #expect(frame.colorimetry.range == .full)
        #expect([.bt601, .smpte170m].contains(frame.colorimetry.matrix))
        let opaque = try firstPicture(of: directory.file("a.heif"))
        // heif-enc drops alpha but keeps the colours below it, unlike us. So compare only opaque pixels.
        let stored = pixels(of: try firstPicture(of: source))
        let ours = pixels(of: opaque)
        let solid = stored.indices.filter { $0 % 4 != 3 && stored[$0 / 4 * 4 + 3] == 255 }
        #expect(difference(solid.map { ours[$0] }, solid.map { stored[$0] }).mean < 6)
    }

    @Test("An AVIF with alpha gives RGBA with straight alpha")
    func decodesAlpha() async throws {
        let directory = try TemporaryDirectory()
        try await Tool("heif-enc").checked([
            "-A", "-L", "-p", "chroma=444", "--matrix_coefficients=0", Fixture.path("heart.png"), "-o",
            directory.file("a.avif"),
        ])
        let frame = try firstPicture(of: directory.file("a.avif"), wanting: .native)
        #expect(frame.format == .rgba)
        let (ours, stored) = (pixels(of: frame), pixels(of: try firstPicture(of: Fixture.path("heart.png"))))
        let alpha = ours.indices.filter { $0 % 4 == 3 }
        #expect(difference(alpha.map { ours[$0] }, alpha.map { stored[$0] }).largest == 0)
        let solid = stored.indices.filter { $0 % 4 != 3 && stored[$0 / 4 * 4 + 3] == 255 }
        #expect(difference(solid.map { ours[$0] }, solid.map { stored[$0] }).largest <= 2)
    }

    /// Compares luma with heif-convert's output, at every 16th pixel of every 16th row.
    private func expectSame(_ path: String, _ orientation: Orientation) async throws {
        let directory = try TemporaryDirectory()
        let reader = try PictureReader(path: path, wanting: .native)
        #expect(reader.header.orientation == orientation)
        try await Tool("heif-convert").checked([path, directory.file("a.png")])
        let (width, height) = (reader.header.uprightWidth, reader.header.uprightHeight)
        let theirs = try await FrameGrab.raster(of: directory.file("a.png"), layout: .rgb)
        try #require(theirs.width == width && theirs.height == height)

        let frame = try firstPicture(of: path, wanting: .native)
        #expect(frame.format == .yuv420p)
        let ours = frame.withPlane(0) { luma, layout in
            var samples: [UInt8] = []
            for y in stride(from: 0, to: height, by: 16) {
                for x in stride(from: 0, to: width, by: 16) {
                    let source = orientation.source(x: x, y: y, width: layout.width, height: layout.height)
                    samples.append(luma[source.y * layout.stride + source.x])
                }
            }
            return samples
        }
        var reference: [UInt8] = []
        for y in stride(from: 0, to: height, by: 16) {
            for x in stride(from: 0, to: width, by: 16) {
                // BT.601's luma (ITU-R BT.601-7, 2.5.1).
                let color = theirs[x, y].map { Double($0) }
                reference.append(UInt8((0.299 * color[0] + 0.587 * color[1] + 0.114 * color[2]).rounded()))
            }
        }
        #expect(difference(ours, reference).mean < 2)
    }
}
