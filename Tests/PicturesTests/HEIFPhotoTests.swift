internal import Containers
import Foundation
import Libav
import Pictures
import TestSupport
import Testing

/// Features that phones write: large grids, gain maps, alpha and cropped parts.
@Suite struct HEIFPhotoTests {
    private static let gray = HEIFFile.color(primaries: 1, transfer: 13, matrix: 6, isFull: true)

    private func plain(_ color: String, _ width: Int, _ height: Int) async throws -> HEIFFile.Item {
        let still = try await CodedStill(
            "color=c=\(color):s=\(width)x\(height):r=1", options: "range=limited")
        let meaning = HEIFFile.color(primaries: 1, transfer: 13, matrix: 6, isFull: false)
        return HEIFFile.Item(
            type: "hvc1", data: still.data, properties: [still.setup, HEIFFile.size(width, height), meaning])
    }

    private func display(_ file: HEIFFile) throws -> (header: PictureHeader, pixels: [UInt8]) {
        let directory = try TemporaryDirectory()
        let path = try directory.write(file.bytes, to: "a.heic")
        return (try PictureHeader(path: path), pixels(of: try firstPicture(of: path)))
    }

    @Test(
        "Tiles lie where the grid places them, in pictures of any size",
        arguments: [(1, 8, 4096, 64), (1, 9, 4608, 64), (1, 12, 5712, 64), (3, 2, 901, 133)])
    func placesTiles(rows: Int, columns: Int, width: Int, height: Int) async throws {
        let red = try await plain("red", 512, 64)
        let blue = try await plain("blue", 512, 64)
        let tiles = (0..<rows * columns).map { ($0 / columns + $0 % columns) % 2 == 0 ? red : blue }
        let plan = HEIFFile.grid(rows: rows, columns: columns, width: width, height: height)
        let grid = HEIFFile.Item(type: "grid", data: plan, properties: [HEIFFile.size(width, height)])
        let file = HEIFFile(
            items: [grid] + tiles,
            references: [.init(type: "dimg", from: 1, to: Array(2..<2 + tiles.count))])
        let (header, pixels) = try display(file)
        #expect(header.width == width && header.height == height)
        try #require(pixels.count == width * height * 4)
        let isPlaced = (0..<rows * columns).allSatisfy { index in
            let (x, y) = (
                min(index % columns * 512 + 256, width - 1), min(index / columns * 64 + 32, height - 1)
            )
            let pixel = pixels[(y * width + x) * 4..<(y * width + x) * 4 + 3]
            let isRed = (index / columns + index % columns) % 2 == 0
            return zip(pixel, isRed ? [255, 0, 0] : [0, 0, 255]).allSatisfy { abs(Int($0) - $1) <= 3 }
        }
        #expect(isPlaced)
    }

    @Test("Tiles of different sizes are refused")
    func refusesUnlikeTiles() async throws {
        let grid = HEIFFile.Item(
            type: "grid", data: HEIFFile.grid(rows: 1, columns: 2, width: 128, height: 64),
            properties: [HEIFFile.size(128, 64)])
        let file = HEIFFile(
            items: [grid, try await plain("red", 64, 64), try await plain("red", 80, 64)],
            references: [.init(type: "dimg", from: 1, to: [2, 3])])
        #expect(throws: PictureError.self) { _ = try display(file) }
    }

    @Test("A photo with an HDR derivation is shown as its base picture", arguments: [1, 3])
    func showsBaseOfToneMap(primary: Int) async throws {
        let base = try await plain("red", 64, 64)
        let map = try await plain("white", 64, 64)
        let derivation = HEIFFile.Item(
            type: "tmap", data: Array(repeating: 0, count: 62), properties: [HEIFFile.size(64, 64)])
        let exif = HEIFFile.Item(
            type: "Exif", data: [0, 0, 0, 0] + Array("MM\0*\0\0\0\u{8}\0\0\0\0\0\0".utf8))
        let file = HEIFFile(
            items: [base, map, derivation, exif],
            // iOS 18 states that EXIF describes both.
            references: [
                .init(type: "dimg", from: 3, to: [1, 2]), .init(type: "cdsc", from: 4, to: [1, 3]),
            ], primary: primary)
        let pixel = try display(file).pixels.prefix(4)
        #expect(zip(pixel, [254, 0, 0, 255]).allSatisfy { abs(Int($0) - $1) <= 3 })
    }

    @Test(
        "Alpha covers transparent to opaque in both ranges, and HEVC alpha without a signalled range is full",
        arguments: [(false, 16, 0), (false, 235, 255), (true, 16, 16), (true, 0, 0), (nil, 16, 16)])
    func readsAlphaRange(isFull: Bool?, code: Int, alpha: Int) async throws {
        let mask = try await CodedStill(
            "color=c=black:s=64x64:r=1,format=gray,geq=lum=\(code)", format: "gray")
        let color = isFull.map { [HEIFFile.color(primaries: 2, transfer: 2, matrix: 2, isFull: $0)] } ?? []
        let properties = [mask.setup, HEIFFile.size(64, 64), HEIFFile.alpha] + color
        let file = HEIFFile(
            items: [
                try await plain("red", 64, 64), .init(type: "hvc1", data: mask.data, properties: properties),
            ], references: [.init(type: "auxl", from: 2, to: [1])])
        let (header, pixels) = try display(file)
        #expect(header.hasAlpha)
        #expect(Int(pixels[3]) == alpha)
    }

    @Test("Premultiplied colours are divided by alpha")
    func dividesByAlpha() async throws {
        let mask = try await CodedStill("color=c=black:s=64x64:r=1,format=gray,geq=lum=128", format: "gray")
        let properties = [mask.setup, HEIFFile.size(64, 64), HEIFFile.alpha, Self.gray]
        let file = HEIFFile(
            items: [
                try await plain("0x800000", 64, 64),
                .init(type: "hvc1", data: mask.data, properties: properties),
            ],
            references: [.init(type: "auxl", from: 2, to: [1]), .init(type: "prem", from: 1, to: [2])])
        let pixel = try display(file).pixels.prefix(4)
        #expect(zip(pixel, [255, 0, 0, 128]).allSatisfy { abs(Int($0) - $1) <= 3 })
    }

    @Test(
        "Cropped, turned and mirrored in any order, a picture looks as in heif-convert",
        arguments: [
            ["clap"], ["clap", "irot", "imir"], ["irot", "clap"], ["imir", "irot", "clap"],
            ["irot", "clap", "imir"], ["clap", "irot", "clap"],
        ], [(100, 60, 0, 0), (99, 61, 5, -3), (51, 33, 38, 20), (51, 33, -37, 21)])
    func followsOrder(order: [String], numbers: (Int, Int, Int, Int)) async throws {
        // Uses full chroma resolution, because programs place chroma between samples differently, and libheif 1.23
        // stretches the range twice for crops between samples.
        let still = try await CodedStill("testsrc2=s=160x120:r=1,hue=s=0", format: "yuv444p")
        let (width, height, x, y) = numbers
        let aperture = HEIFFile.aperture(width: 2 * width, height: 2 * height, x: x, y: y)
        let transforms = order.enumerated().map { index, name in
            switch name {
            case "irot": HEIFBuilder.box("irot", [1])
            case "imir": HEIFBuilder.box("imir", [1])
            case _ where index == 0: aperture
            default:
                index == order.count - 1 && order.first == "clap"
                    ? HEIFFile.aperture(width: 2 * 31, height: 2 * 29, x: 0, y: 0) : aperture
            }
        }
        let meaning = HEIFFile.color(primaries: 1, transfer: 13, matrix: 6, isFull: false)
        let file = HEIFFile(items: [
            .init(
                type: "hvc1", data: still.data,
                properties: [still.setup, HEIFFile.size(160, 120), meaning] + transforms)
        ])
        let directory = try TemporaryDirectory()
        let path = try directory.write(file.bytes, to: "a.heic")
        try await Tool("heif-convert").checked([path, directory.file("a.png")])
        let theirs = try firstPicture(of: directory.file("a.png"))

        let reader = try PictureReader(path: path)
        let ours = try firstPicture(of: path)
        try #require(reader.header.uprightWidth == theirs.width)
        try #require(reader.header.uprightHeight == theirs.height)
        let (stored, expected) = (pixels(of: ours), pixels(of: theirs))
        var upright: [UInt8] = []
        for y in 0..<theirs.height {
            for x in 0..<theirs.width {
                let source = reader.header.orientation.source(
                    x: x, y: y, width: ours.width, height: ours.height)
                let start = (source.y * ours.width + source.x) * 4
                upright += stored[start..<start + 4]
            }
        }
        // Rounding alone stays within this; an offset of one row or column gives more than 2.
        #expect(difference(luma(upright), luma(expected)).mean <= 1)
    }

    /// BT.601's luma of RGBA pixels (ITU-R BT.601-7, 2.5.1).
    private func luma(_ pixels: [UInt8]) -> [UInt8] {
        stride(from: 0, to: pixels.count, by: 4).map { start in
            let color = pixels[start..<start + 3].map { Double($0) }
            return UInt8((0.299 * color[0] + 0.587 * color[1] + 0.114 * color[2]).rounded())
        }
    }
}
