import Foundation
import Libav
import Pictures
import TestSupport
import Testing

/// Damage in the middle of picture data is found even in formats without checksums.
@Suite struct PictureDataDamageTests {
    /// How to make a picture of a format.
    struct Sample: Sendable, CustomTestStringConvertible {
        let name: String
        /// The program and its arguments; `IN` and `OUT` stand for the files.
        let command: [String]
        /// How many pictures the file has.
        var count = 1

        var testDescription: String { name }

        static let all = [
            Sample(name: "heic", command: ["heif-enc", "-q", "80", "IN", "-o", "OUT"]),
            Sample(name: "avif", command: ["avifenc", "-s", "9", "IN", "OUT"]),
            Sample(name: "tiled.avif", command: ["avifenc", "-s", "9", "--grid", "2x2", "IN", "OUT"]),
            Sample(name: "moving.avif", command: ["avifenc", "-s", "9", "IN", "IN", "IN", "OUT"], count: 3),
            Sample(name: "webp", command: ["cwebp", "-quiet", "IN", "-o", "OUT"]),
            Sample(name: "moving.webp", command: ["img2webp", "-lossy", "IN", "IN2", "-o", "OUT"], count: 2),
            Sample(name: "gif", command: ["ffmpeg", "-v", "error", "-i", "IN", "OUT"]),
        ]

        /// Writes the file, and returns its path.
        func make(in directory: borrowing TemporaryDirectory) async throws -> String {
            let sources = ["IN": "mandelbrot=s=256x256", "IN2": "mandelbrot=s=256x256:start_scale=1"]
            for (name, source) in sources {
                try await Tool.ffmpeg.checked([
                    "-v", "error", "-f", "lavfi", "-i", source, "-frames:v", "1",
                    directory.file(name + ".png"),
                ])
            }
            let path = directory.file(name.contains(".") ? name : "still." + name)
            let arguments = command.dropFirst().map { argument in
                argument == "OUT"
                    ? path : argument.hasPrefix("IN") ? directory.file(argument + ".png") : argument
            }
            try await Tool(command[0]).checked(Array(arguments))
            return path
        }
    }

    /// The results of examining a file and of reading it.
    private func judgement(of path: String) throws -> (examined: [PictureNote]?, isRead: Bool) {
        let examined = try? PictureExamination(MediaFile(path)).notes
        do {
            var reader = try PictureReader(path: path, wanting: .native)
            while try reader.next() != nil {}
            return (examined, true)
        } catch {
            return (examined, false)
        }
    }

    @Test(
        "64 wrong bytes in a picture's data give an error or a note, and examining fails exactly if reading does",
        arguments: Sample.all)
    func tellsDamage(sample: Sample) async throws {
        let directory = try TemporaryDirectory()
        let path = try await sample.make(in: directory)
        let whole = try judgement(of: path)
        #expect(whole.examined == [] && whole.isRead)
        #expect(try PictureHeader(path: path).frameCount == sample.count)
        let file = try bytes(of: path)
        for seed in 1...6 as ClosedRange<UInt64> {
            var generator = SeededGenerator(seed: seed)
            var damaged = file
            let place = Int.random(in: file.count * 4 / 10..<file.count * 9 / 10 - 64, using: &generator)
            for index in place..<place + 64 { damaged[index] = UInt8.random(in: 0...255, using: &generator) }
            let found = try judgement(of: directory.write(damaged, to: "damaged"))
            #expect(
                found.examined == nil || found.examined?.contains(where: \.isLoss) == true, "seed \(seed)")
            #expect((found.examined != nil) == found.isRead, "seed \(seed): \(found)")
        }
    }

    @Test(
        "Picture data that end in zeros, as in aborted uploads, give an error or a note",
        arguments: Sample.all + [
            Sample(name: "lossless.webp", command: ["cwebp", "-quiet", "-lossless", "IN", "-o", "OUT"])
        ])
    func tellsZeros(sample: Sample) async throws {
        let directory = try TemporaryDirectory()
        let file = try bytes(of: try await sample.make(in: directory))
        for share in [0.5, 0.7, 0.95] {
            let rest = Int(Double(file.count) * share)
            let torn = Array(file.prefix(rest)) + [UInt8](repeating: 0, count: file.count - rest)
            let found = try judgement(of: directory.write(torn, to: "torn"))
            #expect(found.examined == nil || found.examined?.contains(where: \.isLoss) == true, "\(share)")
            #expect((found.examined != nil) == found.isRead, "\(share): \(found)")
        }
    }

    @Test("A damaged tile of a HEIC is grey with a note of its share, and the other tiles are shown")
    func showsOtherTiles() async throws {
        let still = try await CodedStill("color=c=red:s=64x64:r=1,noise=c0s=40:all_seed=1")
        let properties = [still.setup, HEIFFile.size(64, 64)]
        var tiles = [HEIFFile.Item](
            repeating: .init(type: "hvc1", data: still.data, properties: properties), count: 4)
        // A length beyond the end of the data.
        tiles[2] = .init(
            type: "hvc1", data: [0x7F, 0xFF, 0xFF, 0xFF] + still.data.dropFirst(4), properties: properties)
        let plan = HEIFFile.grid(rows: 2, columns: 2, width: 128, height: 128)
        let grid = HEIFFile.Item(type: "grid", data: plan, properties: [HEIFFile.size(128, 128)])
        let file = HEIFFile(
            items: [grid] + tiles, references: [.init(type: "dimg", from: 1, to: [2, 3, 4, 5])])
        let directory = try TemporaryDirectory()
        let path = try directory.write(file.bytes, to: "a.heic")
        #expect(try PictureExamination(MediaFile(path)).notes == [.missing(0.25)])
        let shown = pixels(of: try firstPicture(of: path))
        func color(x: Int, y: Int) -> [UInt8] { Array(shown[(y * 128 + x) * 4..<(y * 128 + x) * 4 + 3]) }
        #expect(color(x: 20, y: 100).allSatisfy { abs(Int($0) - 128) <= 2 }, "\(color(x: 20, y: 100))")
        for (x, y) in [(20, 20), (100, 20), (100, 100)] {
            #expect(color(x: x, y: y)[0] > 150 && color(x: x, y: y)[1] < 100, "\(color(x: x, y: y))")
        }
    }

    @Test(
        "Pictures of one colour are not mistaken for damaged ones",
        arguments: ["black", "white", "gray", "red", "0x010101"])
    func acceptsPlainPictures(color: String) async throws {
        let directory = try TemporaryDirectory()
        let source = directory.file("IN.png")
        try await Tool.ffmpeg.checked([
            "-v", "error", "-f", "lavfi", "-i", "color=c=\(color):s=320x256", "-frames:v", "1", source,
        ])
        for sample in Sample.all where sample.count == 1 {
            let path = directory.file("still." + sample.name)
            let arguments = sample.command.dropFirst().map { argument in
                argument == "IN" ? source : argument == "OUT" ? path : argument
            }
            try await Tool(sample.command[0]).checked(Array(arguments))
            #expect(try PictureExamination(MediaFile(path)).notes == [], "\(sample.name)")
        }
    }
}
