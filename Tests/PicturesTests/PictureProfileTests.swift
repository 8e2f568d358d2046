internal import Containers
import Foundation
import Libav
import Pictures
import TestSupport
import Testing

/// Colours that a file describes by other means than code points are converted to sRGB.
@Suite struct PictureProfileTests {
    private static let colors: [[UInt8]] = [
        [200, 180, 40], [200, 40, 40], [40, 40, 200], [40, 200, 40], [40, 180, 200], [128, 128, 128],
    ]

    /// The results of Little CMS 2.14 for ``colors``, relative colorimetric, through Pillow's ImageCms.
    private static let expected: [(profile: [UInt8], colors: [[Int]])] = [
        (
            ProfileBuilder.adobeRGB,
            [[209, 181, 0], [233, 35, 35], [35, 35, 205], [0, 201, 0], [0, 181, 202], [129, 129, 129]]
        ),
        (
            ProfileBuilder.proPhoto,
            [[245, 189, 0], [255, 0, 49], [0, 52, 224], [0, 229, 0], [0, 210, 213], [146, 146, 146]]
        ),
        (
            ProfileBuilder.profile(named: "1.8", colorants: ProfileBuilder.sRGBColorants, gamma: 1.8),
            [
                [210, 193, 53], [210, 53, 53], [53, 53, 210], [53, 210, 53], [53, 193, 210], [146, 146, 146],
            ]
        ),
    ]

    @Test("A profile's primaries and curves give the same colours as in Little CMS", arguments: 0..<3)
    func convertsProfile(index: Int) throws {
        let (profile, expected) = Self.expected[index]
        let iCCP = ("iCCP", Array("x".utf8) + [0, 0] + PNGBuilder.zlib(profile))
        for purpose in [PictureReader.Purpose.display, .native] {
            let colors = try read([iCCP], wanting: purpose)
            #expect(isNear(colors, expected), "\(colors)")
        }
    }

    @Test("Samples of 16 bits keep their precision until the colours are converted")
    func convertsDeep() throws {
        // In linear light, all of the darkest shades lie within one step of 8 bits.
        let shades = [40, 80, 160, 257]
        var builder = PNGBuilder(
            width: 4, height: 1, samples: shades.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] })
        builder.bitDepth = 16
        builder.colorType = 0
        builder.chunks = [("gAMA", PNGBuilder.bigEndian(100_000))]
        let directory = try TemporaryDirectory()
        let path = try directory.write(builder.file, to: "a.png")
        let ours = pixels(of: try firstPicture(of: path, wanting: .native), bytesPerPixel: 3)
        // By IEC 61966-2-1: 255 · 12.92 · shade / 65535 below 0.0031308, the power law above.
        #expect(
            zip(stride(from: 0, to: 12, by: 3).map { Int(ours[$0]) }, [2, 4, 8, 13]).allSatisfy {
                abs($0 - $1) <= 1
            })
    }

    @Test(
        "cHRM sets the primaries and gAMA the curve, and sRGB, cICP and a profile take precedence over both")
    func obeysChunks() throws {
        // sRGB's primaries with red and green exchanged.
        let swapped = (
            "cHRM", [31270, 32900, 30000, 60000, 64000, 33000, 15000, 6000].flatMap(PNGBuilder.bigEndian)
        )
        let colors = try read([swapped])
        #expect(isNear(colors, Self.colors.map { [Int($0[1]), Int($0[0]), Int($0[2])] }), "\(colors)")
        let linear = ("gAMA", PNGBuilder.bigEndian(55556))
        #expect(isNear(try read([linear]), Self.expected[2].colors))
        let asStored = Self.colors.map { $0.map { Int($0) } }
        #expect(try read([("gAMA", PNGBuilder.bigEndian(45455))]) == asStored)
        #expect(try read([swapped, linear, ("sRGB", [0])]) == asStored)
        #expect(try read([swapped, linear, ("cICP", [1, 13, 0, 1])]) == asStored)
        let profile = ("iCCP", Array("x".utf8) + [0, 0] + PNGBuilder.zlib(ProfileBuilder.adobeRGB))
        #expect(isNear(try read([swapped, linear, profile]), Self.expected[0].colors))
    }

    @Test("The curve of a grey picture's profile is applied")
    func convertsGray() throws {
        var builder = PNGBuilder(width: 3, height: 1, samples: [0, 128, 255])
        builder.colorType = 0
        builder.chunks = [
            ("iCCP", Array("x".utf8) + [0, 0] + PNGBuilder.zlib(ProfileBuilder.gray(gamma: 1.8)))
        ]
        let directory = try TemporaryDirectory()
        let path = try directory.write(builder.file, to: "a.png")
        let ours = pixels(of: try firstPicture(of: path, wanting: .native), bytesPerPixel: 3).map { Int($0) }
        #expect(isNear([ours], [[0, 0, 0, 146, 146, 146, 255, 255, 255]]), "\(ours)")
    }

    @Test(
        "CMYK with a profile has the same colours as in transicc, inverted or not",
        arguments: [true, false])
    func convertsInks(isFromAdobe: Bool) async throws {
        let directory = try TemporaryDirectory()
        var data = Array(try #require(Data(base64Encoded: Samples.cmyk)))
        // Without Adobe's segment, 255 means full ink.
        if !isFromAdobe { data.removeSubrange(2..<18) }
        let path = try directory.write(withProfile(data, ProfileBuilder.inks()), to: "a.jpg")
        #expect(try PictureExamination(MediaFile(path)).notes.isEmpty)
        let ours = pixels(of: try firstPicture(of: path)).prefix(3).map { Int($0) }
        let profile = try directory.write(ProfileBuilder.inks(), to: "inks.icc")
        let inks = isFromAdobe ? "0 100 100 0" : "100 0 0 100"
        let judged = try await Tool("sh").checked(
            ["-c", "echo \(inks) | tr ' ' '\\n' | transicc -n -t1 -i\(profile) '-o*sRGB'"])
        let theirs = judged.text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
        try #require(theirs.count == 3, "\(judged.text)")
        #expect(isNear([ours], [theirs.map { Int($0.rounded()) }], within: 3), "\(ours) \(theirs)")
    }

    @Test("In CMYK without a profile, each ink absorbs its own part of the light")
    func convertsInksWithoutProfile() throws {
        let directory = try TemporaryDirectory()
        var data = Array(try #require(Data(base64Encoded: Samples.cmyk)))
        let adobe = try directory.write(data, to: "a.jpg")
        #expect(
            isNear(
                [pixels(of: try firstPicture(of: adobe)).prefix(3).map { Int($0) }], [[255, 0, 0]], within: 2)
        )
        data.removeSubrange(2..<18)
        // The same samples inverted are cyan with full black.
        let plain = try directory.write(data, to: "b.jpg")
        #expect(
            isNear(
                [pixels(of: try firstPicture(of: plain)).prefix(3).map { Int($0) }], [[0, 0, 0]], within: 2))
    }

    @Test("An unusable profile is named in a note, and the colours count as sRGB")
    func namesUselessProfile() throws {
        let directory = try TemporaryDirectory()
        var builder = PNGBuilder(width: 6, height: 1, samples: Self.colors.flatMap { $0 })
        builder.colorType = 2
        builder.chunks = [
            ("iCCP", Array("x".utf8) + [0, 0] + PNGBuilder.zlib(ProfileBuilder.gray(gamma: 1.8)))
        ]
        let path = try directory.write(builder.file, to: "a.png")
        #expect(try PictureExamination(MediaFile(path)).notes == [.profileIgnored("Grey")])
        #expect(
            pixels(of: try firstPicture(of: path, wanting: .native), bytesPerPixel: 3)
                == Self.colors.flatMap { $0 })
    }

    @Test("A camera's JPEG without a profile is Adobe RGB if its EXIF says R03")
    func obeysInteroperability() throws {
        let directory = try TemporaryDirectory()
        // Directory 0 points to EXIF's at 26, which has ColorSpace and points to a third at 56, which has the index.
        func entry(_ tag: Int, _ type: Int, _ count: Int, _ value: [UInt8]) -> [UInt8] {
            [UInt8(tag >> 8), UInt8(tag & 255), 0, UInt8(type)] + PNGBuilder.bigEndian(count) + value
        }
        func tiff(_ index: String) -> [UInt8] {
            Array("MM\0*".utf8) + PNGBuilder.bigEndian(8) + [0, 1]
                + entry(0x8769, 4, 1, PNGBuilder.bigEndian(26)) + [0, 0, 0, 0, 0, 2]
                + entry(0xA001, 3, 1, [0xFF, 0xFF, 0, 0]) + entry(0xA005, 4, 1, PNGBuilder.bigEndian(56))
                + [0, 0, 0, 0, 0, 1] + entry(1, 2, 4, Array("\(index)\0".utf8)) + [0, 0, 0, 0]
        }
        let data = Array(try #require(Data(base64Encoded: Samples.progressive)))
        func color(_ index: String) throws -> [Int] {
            let payload = Array("Exif\0\0".utf8) + tiff(index)
            let segment = [0xFF, 0xE1, 0, UInt8(payload.count + 2)] + payload
            let path = try directory.write(data.prefix(2) + segment + data.dropFirst(2), to: "a.jpg")
            return pixels(of: try firstPicture(of: path)).prefix(3).map { Int($0) }
        }
        // Adobe RGB's 200, 100, 50, converted by the standard's formulas.
        let adobe = try color("R03")
        #expect(isNear([adobe], [[228, 100, 45]], within: 3), "\(adobe)")
        #expect(isNear([try color("R98")], [[200, 100, 50]]))
    }

    private func read(
        _ chunks: [(type: String, data: [UInt8])], wanting purpose: PictureReader.Purpose = .native
    ) throws -> [[Int]] {
        var builder = PNGBuilder(width: 6, height: 1, samples: Self.colors.flatMap { $0 })
        builder.colorType = 2
        builder.chunks = chunks
        let directory = try TemporaryDirectory()
        let path = try directory.write(builder.file, to: "a.png")
        let size = purpose == .native ? 3 : 4
        let all = pixels(of: try firstPicture(of: path, wanting: purpose), bytesPerPixel: size).map {
            Int($0)
        }
        return (0..<6).map { Array(all[$0 * size..<$0 * size + 3]) }
    }

    private func isNear(_ one: [[Int]], _ other: [[Int]], within limit: Int = 1) -> Bool {
        one.count == other.count
            && zip(one.joined(), other.joined()).allSatisfy { abs($0 - $1) <= limit }
    }

    /// The JPEG with a profile in one segment.
    private func withProfile(_ file: [UInt8], _ profile: [UInt8]) -> [UInt8] {
        let payload = Array("ICC_PROFILE\0".utf8) + [1, 1] + profile
        let length = payload.count + 2
        return file.prefix(2) + [0xFF, 0xE2, UInt8(length >> 8), UInt8(length & 255)] + payload
            + file.dropFirst(2)
    }
}
