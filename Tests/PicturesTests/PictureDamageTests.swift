import Foundation
import Libav
import Pictures
import TestSupport
import Testing

/// Notes say how much of a damaged photo is left, and missing parts are grey.
@Suite struct PictureDamageTests {
    @Test("A cut-off JPEG is grey from the cut on, and a note says how much is missing")
    func showsGrey() throws {
        let directory = try TemporaryDirectory()
        let file = try bytes(of: Fixture.path("chart-exif-1.jpg"))
        let whole = try luma(of: Fixture.path("chart-exif-1.jpg"))
        let endings: [[UInt8]] = [
            [], [0xFF, 0xD9], [0, 0, 0, 24] + Array("ftypmp42".utf8) + [0xFF, 0xC1, 0, 0],
        ]
        for ending in endings {
            let path = try directory.write(file.prefix(file.count * 9 / 10) + ending, to: "a.jpg")
            let notes = try PictureExamination(MediaFile(path)).notes
            guard case .missing(let share) = try #require(notes.first) else {
                Issue.record("\(notes)")
                continue
            }
            let cut = try luma(of: path)
            // Units of 16 rows, the last of which extends beyond the picture.
            let units = Double((whole.count + 15) / 16)
            let rows = Int((units * (1 - share)).rounded()) * 16
            #expect(rows > 0 && rows < whole.count)
            #expect(cut.prefix(rows) == whole.prefix(rows))
            // A part of the first incomplete unit is still there.
            #expect(cut.dropFirst(rows + 16).joined().allSatisfy { $0 == 128 })
            #expect(notes.count == 1 && notes[0].isLoss)
        }
    }

    @Test("A JPEG with half of its data or less is refused with a sentence", arguments: [0.3, 0.5])
    func refusesTheBeginning(share: Double) throws {
        let directory = try TemporaryDirectory()
        let file = try bytes(of: Fixture.path("chart-exif-1.jpg"))
        let start = Array(file.prefix(Int(Double(file.count) * share)))
        for ending in [[], [0xFF, 0xD9], [0, 0, 0, 24] + Array("ftypmp42".utf8)] as [[UInt8]] {
            let path = try directory.write(start + ending, to: "a.jpg")
            let error = #expect(throws: PictureError.self) { _ = try PictureExamination(MediaFile(path)) }
            #expect(error?.code == .truncated)
            #expect(error?.message.hasPrefix("the JPEG was cut off") == true, "\(error?.message ?? "")")
            #expect(throws: PictureError.self) { _ = try firstPicture(of: path) }
        }
    }

    @Test("A JPEG that lacks only its end mark is shown whole, with a note")
    func acceptsMissingEnd() throws {
        let directory = try TemporaryDirectory()
        let file = try bytes(of: Fixture.path("chart-exif-1.jpg"))
        let path = try directory.write(Array(file.dropLast(2)), to: "a.jpg")
        #expect(try PictureExamination(MediaFile(path)).notes == [.endMissing])
        #expect(try luma(of: path) == luma(of: Fixture.path("chart-exif-1.jpg")))
        #expect(try PictureExamination(MediaFile(Fixture.path("chart-exif-1.jpg"))).notes.isEmpty)
    }

    @Test("A progressive JPEG that ends after its first scans gives a note that it is coarse")
    func admitsCoarse() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("a.jpg")
        try await Tool("jpegtran").checked(
            ["-progressive", "-outfile", path, Fixture.path("chart-exif-1.jpg")])
        #expect(try PictureExamination(MediaFile(path)).notes.isEmpty)
        let file = try bytes(of: path)
        let scans = file.indices.dropLast().filter { file[$0] == 0xFF && file[$0 + 1] == 0xDA }
        let cut = try directory.write(Array(file.prefix(try #require(scans.dropFirst(4).first))), to: "b.jpg")
        #expect(try PictureExamination(MediaFile(cut)).notes == [.coarse])
    }

    @Test("A JPEG damaged between two restart markers gives a note that a small part looks wrong")
    func admitsDamage() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("a.jpg")
        try await Tool("jpegtran").checked(
            ["-restart", "1", "-outfile", path, Fixture.path("chart-exif-1.jpg")])
        var file = try bytes(of: path)
        let markers = file.indices.dropLast().filter { file[$0] == 0xFF && 0xD0...0xD7 ~= file[$0 + 1] }
        let middle = markers.count / 2
        for index in markers[middle] + 2..<markers[middle + 1] where index % 2 == 0 { file[index] = 0x55 }
        file.removeSubrange(markers[middle] + 2..<(markers[middle] + markers[middle + 1]) / 2)
        let damaged = try directory.write(file, to: "b.jpg")
        let notes = try PictureExamination(MediaFile(damaged)).notes
        guard case .damaged(let share?) = try #require(notes.first) else {
            Issue.record("\(notes)")
            return
        }
        #expect(share < 0.2, "\(share)")
    }

    @Test("A PNG that ends too early is refused, or is grey at its lower end with a note")
    func cutsPNG() throws {
        let directory = try TemporaryDirectory()
        let samples = (0..<128 * 128 * 3).map { UInt8(truncatingIfNeeded: $0 &* 37 % 251) }
        var builder = PNGBuilder(width: 128, height: 128, samples: samples)
        builder.colorType = 2
        let file = builder.file
        let little = try directory.write(Array(file.prefix(file.count / 4)), to: "a.png")
        #expect(throws: PictureError.self) { _ = try PictureExamination(MediaFile(little)) }
        let most = try directory.write(Array(file.prefix(file.count * 3 / 4)), to: "b.png")
        guard case .missing(let share) = try #require(PictureExamination(MediaFile(most)).notes.first) else {
            Issue.record("no note")
            return
        }
        // libpng passes on data in whole pieces of 4096 bytes, each a twelfth of this file.
        #expect(share >= 0.25 && share < 0.25 + 1.0 / 12 + 0.01)
        let pixels = pixels(of: try firstPicture(of: most, wanting: .native), bytesPerPixel: 3)
        #expect(pixels.prefix(128 * 3 * 80) == samples.prefix(128 * 3 * 80))
        #expect(pixels.suffix(128 * 3 * 20).allSatisfy { $0 == 128 })
    }

    @Test("A PNG that lacks only its last chunk is whole")
    func acceptsMissingIEND() throws {
        let directory = try TemporaryDirectory()
        let file = try bytes(of: Fixture.path("heart.png"))
        let path = try directory.write(Array(file.dropLast(12)), to: "a.png")
        #expect(try PictureExamination(MediaFile(path)).notes.allSatisfy { !$0.isLoss })
    }

    @Test("An animation that ends too early loses its last picture, with a note", arguments: ["gif", "apng"])
    func cutsAnimation(type: String) throws {
        let directory = try TemporaryDirectory()
        let file = try bytes(of: Fixture.path("heart.\(type)"))
        let count = try #require(PictureHeader(path: Fixture.path("heart.\(type)")).frameCount)
        let path = try directory.write(Array(file.prefix(file.count - 40)), to: "a")
        let examination = try PictureExamination(MediaFile(path))
        #expect(examination.notes == [.animationCut])
        #expect(examination.header.frameCount == count - 1)
    }

    private func luma(of path: String) throws -> [[UInt8]] {
        try firstPicture(of: path, wanting: .native).withPlane(0) { samples, layout in
            (0..<layout.height).map { row in
                (0..<layout.width).map { samples[row * layout.stride + $0] }
            }
        }
    }
}
