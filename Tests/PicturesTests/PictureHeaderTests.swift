import Libav
import TestSupport
import Testing

@testable import Pictures

@Suite struct PictureHeaderTests {
    @Test(
        "Size, orientation and number of pictures match the results of other tools",
        .enabled(if: Clips.areAvailable, Clips.absence),
        arguments: Clips.names(in: "images") + Clips.names(in: "exif") + ["livephoto/train.jpg"])
    func agreesWithOthers(name: String) throws {
        let header = try PictureHeader(path: Clips.path(name))
        let expected = try #require(Clips.expected[name]?["image"])
        #expect(header.width == expected["width"]?.integer)
        #expect(header.height == expected["height"]?.integer)
        #expect(header.uprightWidth == expected["display_width"]?.integer ?? header.width)
        #expect(header.uprightHeight == expected["display_height"]?.integer ?? header.height)
        #expect(header.frameCount == expected["frames"]?.integer ?? expected["apng_frames"]?.integer ?? 1)
        #expect(
            header.orientation.rawValue == expected["exif_orientation"]?.integer
                ?? header.orientation.rawValue)
        if let milliseconds = expected["total_duration_ms"]?.number {
            #expect(abs(header.durations.reduce(0, +) - milliseconds / 1000) < 1e-9)
            #expect(header.loopCount == 0)
        }
    }

    @Test(
        "The format is sniffed from the content",
        arguments: [
            ("heart.gif", PictureFormat.gif), ("heart.apng", .apng), ("heart.png", .png),
            ("heart.webp", .webp), ("chart-exif-1.jpg", .jpeg),
        ])
    func sniffsFormat(name: String, format: PictureFormat) throws {
        #expect(PictureFormat.sniff(try bytes(of: Fixture.path(name))) == format)
    }

    @Test("A video does not count as a picture, even if its compatible brands name a picture format")
    func leavesVideosAlone() {
        let box = [0, 0, 0, 24] + Array("ftypisom".utf8) + [0, 0, 0, 0] + Array("mif1heic".utf8)
        #expect(PictureFormat.sniff(box) == nil)
    }

    @Test("GIF and APNG delays of up to 10 ms count as 100 ms", arguments: [0, 1])
    func raisesShortDelays(delay: UInt8) throws {
        var file = try bytes(of: Fixture.path("heart.gif"))
        for index in file.indices.dropLast(8)
        where file[index] == 0x21 && file[index + 1] == 0xF9 && file[index + 2] == 4 {
            file[index + 4] = delay
            file[index + 5] = 0
        }
        let header = try PictureHeader(parsing: file)
        #expect(header.durations == Array(repeating: 0.1, count: 10))
    }

    @Test("In an animation cut off within a picture, no range extends beyond the file's end")
    func staysWithinTheFile() throws {
        var animation = PNGBuilder(width: 1, height: 1, samples: [1, 2, 3, 4])
        animation.chunks = [
            ("acTL", PNGBuilder.bigEndian(1) + PNGBuilder.bigEndian(0)),
            ("fcTL", Array(repeating: 0, count: 26)),
        ]
        // Drops IEND and a part of the picture's checksum.
        let file = Array(animation.file.dropLast(12 + 2))
        let packets = try PNGHeader(file.span).packets
        #expect(packets.pictures.flatMap { $0 }.map(\.upperBound).max() == file.count)
    }

    @Test("A WebP picture without width or height is damaged", arguments: [(0, 9), (9, 0)])
    func refusesEmptyWebP(width: UInt8, height: UInt8) {
        let picture = [0x10, 0, 0, 0x9D, 0x01, 0x2A, width, 0, height, 0] + Array(repeating: 0, count: 20)
        let chunk = Array("VP8 ".utf8) + [UInt8(picture.count), 0, 0, 0] + picture
        let file = Array("RIFF".utf8) + [UInt8(4 + chunk.count), 0, 0, 0] + Array("WEBP".utf8) + chunk
        #expect(throws: PictureFault.self) { try PictureHeader(parsing: file) }
    }

    @Test(
        "No header parser crashes on a prefix of a file or on flipped bits",
        arguments: [
            "heart.gif", "heart.apng", "heart.png", "heart.webp", "chart-exif-6.jpg",
        ])
    func survivesDamage(name: String) throws {
        let file = try bytes(of: Fixture.path(name))
        var random = SeededGenerator(seed: 7)
        for count in stride(from: 0, to: file.count, by: max(1, file.count / 400)) {
            _ = try? PictureHeader(parsing: Array(file.prefix(count)))
            var flipped = file
            flipped[Int.random(in: 0..<file.count, using: &random)] ^=
                1 << UInt8.random(in: 0..<8, using: &random)
            // The first bytes control the parser, so they are damaged more often than a picture's data.
            flipped[Int.random(in: 0..<min(200, file.count), using: &random)] = .random(
                in: 0...255, using: &random)
            _ = try? PictureHeader(parsing: flipped)
        }
    }

    @Test(
        "The HEIF parser never crashes on damaged boxes",
        .enabled(if: Clips.areAvailable, Clips.absence))
    func survivesDamagedBoxes() throws {
        let file = Array(try bytes(of: Clips.path("images/gainmap_hdr.avif")).prefix(3000))
        var random = SeededGenerator(seed: 11)
        for _ in 0..<2000 {
            var flipped = file
            flipped[Int.random(in: 12..<600, using: &random)] = .random(in: 0...255, using: &random)
            _ = try? PictureHeader(parsing: flipped)
        }
    }

    @Test("HEIF rotations and mirrorings combine to one orientation", arguments: Orientation.allCases)
    func addsMovements(orientation: Orientation) {
        #expect(orientation.turned(clockwiseDegrees: 90).turned(clockwiseDegrees: -90) == orientation)
        #expect(orientation.mirroredAgain(topToBottom: true).mirroredAgain(topToBottom: true) == orientation)
        // Compares where each upright pixel comes from by the combination and by the two steps.
        let sum = orientation.mirroredAgain(topToBottom: false)
        let (width, height) = orientation.swapsAxes ? (3, 5) : (5, 3)
        for y in 0..<height {
            for x in 0..<width {
                let step = orientation.source(x: width - 1 - x, y: y, width: 5, height: 3)
                #expect(sum.source(x: x, y: y, width: 5, height: 3) == step)
            }
        }
    }
}
