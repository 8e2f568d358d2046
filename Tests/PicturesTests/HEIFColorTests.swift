import Foundation
import Libav
import Pictures
import TestSupport
import Testing

/// Checks how the samples of a HEIC are interpreted: six patches keep their known colours, however they are coded.
@Suite struct HEIFColorTests {
    private static let patches: [[Int]] = [
        [200, 180, 40], [200, 40, 40], [40, 40, 200], [40, 200, 40], [40, 180, 200], [128, 128, 128],
    ]

    /// A source of one picture: the patches side by side, 100 × 100 pixels each.
    private static let source = """
        color=c=black:s=600x100:r=1,format=gbrp,\
        geq=r='\(channel(0))':g='\(channel(1))':b='\(channel(2))'
        """

    private static func channel(_ index: Int) -> String {
        zip(0..., patches).map { "\($1[index])*eq(floor(X/100),\($0))" }.joined(separator: "+")
    }

    private static func matrixName(_ matrix: Int) -> String {
        switch matrix {
        case 1: "bt709"
        case 9: "bt2020"
        default: "bt601"
        }
    }

    private func coded(
        _ matrix: Int, isFull: Bool, format: String = "yuv420p", options: String = ""
    ) async throws -> CodedStill {
        let range = isFull ? "full" : "limited"
        return try await CodedStill(
            "\(Self.source),scale=600:100:out_color_matrix=\(Self.matrixName(matrix)):out_range=\(range)"
                + ",format=\(format),setparams=range=unknown:colorspace=unknown", format: format,
            options: options)
    }

    /// The displayed colours in the middles of the patches.
    private func shown(_ bytes: [UInt8]) throws -> [[Int]] {
        let directory = try TemporaryDirectory()
        let frame = try firstPicture(of: try directory.write(bytes, to: "a.heic"))
        let samples = pixels(of: frame)
        return (0..<6).map { patch in
            let start = (50 * 600 + patch * 100 + 50) * 4
            return samples[start..<start + 3].map { Int($0) }
        }
    }

    private func largestDifference(_ one: [[Int]], _ other: [[Int]]) -> Int {
        zip(one.joined(), other.joined()).map { abs($0 - $1) }.max() ?? 255
    }

    @Test(
        "Colours are right with any matrix, range and bit depth",
        arguments: [1, 6, 9].flatMap { matrix in
            [true, false].flatMap { isFull in
                ["yuv420p", "yuv444p10le", "yuv422p12le"].map { (matrix, isFull, $0) }
            }
        })
    func convertsMatrices(matrix: Int, isFull: Bool, format: String) async throws {
        let still = try await coded(matrix, isFull: isFull, format: format)
        let color = HEIFFile.color(primaries: 1, transfer: 13, matrix: matrix, isFull: isFull)
        let file = HEIFFile(items: [
            .init(type: "hvc1", data: still.data, properties: [still.setup, HEIFFile.size(600, 100), color])
        ])
        #expect(largestDifference(try shown(file.bytes), Self.patches) <= 3)

        let directory = try TemporaryDirectory()
        let planes = try firstPicture(of: try directory.write(file.bytes, to: "a.heic"), wanting: .native)
        #expect(planes.format.name == format)
        #expect(planes.colorimetry.matrix.rawValue == Int32(matrix))
        #expect(planes.colorimetry.range == (isFull ? .full : .limited))
    }

    @Test(
        "Without colours in the container, the bitstream's count, and HEVC without a signalled range is limited"
    )
    func believesBitstream() async throws {
        let properties = HEIFFile.size(600, 100)
        for (still, range) in [
            (
                try await coded(1, isFull: false, options: "colormatrix=bt709:range=limited"),
                ColorRange.limited
            ),
            (try await coded(6, isFull: true, options: "colormatrix=smpte170m:range=full"), .full),
            (try await coded(6, isFull: false), .limited),
        ] {
            let bytes = HEIFFile(items: [
                .init(type: "hvc1", data: still.data, properties: [still.setup, properties])
            ]).bytes
            #expect(largestDifference(try shown(bytes), Self.patches) <= 3)
            let directory = try TemporaryDirectory()
            let header = try PictureHeader(path: try directory.write(bytes, to: "a.heic"))
            #expect(header.colorimetry.range == range)
        }
    }

    @Test("HDR that only the bitstream signals is recognised before decoding")
    func findsHDRInBitstream() async throws {
        let still = try await coded(
            9, isFull: true, format: "yuv420p10le",
            options: "colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:range=full")
        let file = HEIFFile(items: [
            .init(type: "hvc1", data: still.data, properties: [still.setup, HEIFFile.size(600, 100)])
        ])
        let directory = try TemporaryDirectory()
        let header = try PictureHeader(path: try directory.write(file.bytes, to: "a.heic"))
        #expect(header.colorimetry.isHDR)
        #expect(header.colorimetry.primaries == .bt2020)
    }

    @Test("Colours signalled only for a grid's tiles apply to the grid")
    func readsColorOfTiles() async throws {
        let still = try await coded(9, isFull: true)
        let color = HEIFFile.color(primaries: 9, transfer: 16, matrix: 9, isFull: true)
        let tile = HEIFFile.Item(
            type: "hvc1", data: still.data, properties: [still.setup, HEIFFile.size(600, 100), color])
        let plan = HEIFFile.grid(rows: 2, columns: 1, width: 600, height: 200)
        let file = HEIFFile(
            items: [
                .init(type: "grid", data: plan, properties: [HEIFFile.size(600, 200)]), tile, tile,
            ], references: [.init(type: "dimg", from: 1, to: [2, 3])])
        let directory = try TemporaryDirectory()
        let path = try directory.write(file.bytes, to: "a.heic")
        let header = try PictureHeader(path: path)
        #expect(header.colorimetry.isHDR)
        #expect(header.colorimetry.matrix == .bt2020)
        #expect(try firstPicture(of: path, wanting: .native).colorimetry == header.colorimetry)
    }

    @Test("An unsupported matrix is reported before decoding")
    func refusesMatrix() async throws {
        let still = try await coded(1, isFull: true)
        let color = HEIFFile.color(primaries: 9, transfer: 16, matrix: 14, isFull: true)
        let file = HEIFFile(items: [
            .init(type: "hvc1", data: still.data, properties: [still.setup, HEIFFile.size(600, 100), color])
        ])
        let directory = try TemporaryDirectory()
        let path = try directory.write(file.bytes, to: "a.heic")
        let error = #expect(throws: PictureError.self) { _ = try PictureHeader(path: path) }
        #expect(error?.code == .unsupported)
        #expect(error?.message.contains("matrix 14") == true)
    }
}
