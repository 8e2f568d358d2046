import Libav
import Pictures
import TestSupport
import Testing

/// How wide gamuts are recognised and converted.
@Suite struct PictureColorTests {
    /// The corners of sRGB in Display P3, from CSS Color 4 (section 10.4 and its sample code).
    private static let corners: [(p3: [UInt8], sRGB: [Int])] = [
        ([234, 51, 35], [255, 0, 0]), ([117, 251, 76], [0, 255, 0]), ([0, 0, 245], [0, 0, 255]),
        ([128, 128, 128], [128, 128, 128]), ([255, 255, 255], [255, 255, 255]),
    ]

    @Test(
        "Display P3 from a PNG's profile or code points becomes sRGB for display",
        arguments: [
            ("iCCP", Array("x".utf8) + [0, 0] + PNGBuilder.zlib(ProfileBuilder.displayP3)),
            ("cICP", [12, 13, 0, 1]),
        ])
    func convertsPNG(type: String, data: [UInt8]) throws {
        let directory = try TemporaryDirectory()
        var file = PNGBuilder(width: 5, height: 1, samples: Self.corners.flatMap { $0.p3 })
        file.colorType = 2
        file.chunks = [(type, data)]
        let path = try directory.write(file.file, to: "a.png")
        #expect(try PictureHeader(path: path).colorimetry.primaries == .displayP3)

        let ours = pixels(of: try firstPicture(of: path)).map { Int($0) }
        for (index, corner) in Self.corners.enumerated() {
            let color = Array(ours[index * 4..<index * 4 + 3])
            // 234, 51, 35 are rounded, and a step there is up to three near black.
            #expect(zip(color, corner.sRGB).allSatisfy { abs($0 - $1) <= 3 }, "\(color)")
        }
        let native = try firstPicture(of: path, wanting: .native)
        #expect(native.colorimetry.primaries == .displayP3)
        #expect(pixels(of: native, bytesPerPixel: 3) == Self.corners.flatMap { $0.p3 })
    }

    @Test("A JPEG's profile is assembled from its parts, whatever their order")
    func readsSplitProfile() throws {
        let original = try bytes(of: Fixture.path("chart-exif-1.jpg"))
        let profile = ProfileBuilder.displayP3
        let halves = [Array(profile.prefix(100)), Array(profile.dropFirst(100))]
        let segments = [2, 1].flatMap { (number: Int) -> [UInt8] in
            let payload = Array("ICC_PROFILE\0".utf8) + [UInt8(number), 2] + halves[number - 1]
            return [0xFF, 0xE2, UInt8((payload.count + 2) >> 8), UInt8((payload.count + 2) & 255)] + payload
        }
        let directory = try TemporaryDirectory()
        let path = try directory.write(original.prefix(2) + segments + original.dropFirst(2), to: "a.jpg")
        let header = try PictureHeader(path: path)
        #expect(header.profileName == "Display P3")
        #expect(
            header.colorimetry
                == Colorimetry(primaries: .displayP3, transfer: .sRGB, matrix: .bt601, range: .full))
    }

    @Test("A cut-off profile is ignored")
    func ignoresDamagedProfile() throws {
        let directory = try TemporaryDirectory()
        for count in stride(from: 0, to: ProfileBuilder.displayP3.count, by: 7) {
            var file = PNGBuilder(width: 1, height: 1, samples: [1, 2, 3, 4])
            file.chunks = [
                (
                    "iCCP",
                    Array("x".utf8) + [0, 0] + PNGBuilder.zlib(Array(ProfileBuilder.displayP3.prefix(count)))
                )
            ]
            let path = try directory.write(file.file, to: "\(count).png")
            #expect(pixels(of: try firstPicture(of: path)) == [1, 2, 3, 4])
        }
    }

    @Test("The profile of an iPhone's HEIC is recognised", .enabled(if: Clips.areAvailable, Clips.absence))
    func recognisesIPhone() throws {
        let header = try PictureHeader(path: Clips.path("images/photo_1008x756.heic"))
        #expect(header.profileName == "Display P3")
        #expect(header.colorimetry.primaries == .displayP3)
    }
}
