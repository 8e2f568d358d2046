import Foundation
import Libav
import Pictures
import TestSupport
import Testing

/// Faulty files give errors with a reason, and never crash the reader.
@Suite struct PictureFaultTests {
    @Test("Missing files, folders, empty files and other formats give errors with the right codes")
    func tellsReasons() throws {
        let directory = try TemporaryDirectory()
        #expect(code(directory.file("none.png")) == .missing)
        #expect(code(directory.path) == .missing)
        #expect(code(try directory.write([UInt8](), to: "empty.png")) == .truncated)
        #expect(code(Fixture.path("broken/text.mp4")) == .unknownFormat)
        #expect(code(Fixture.path("demo.mp4")) == .unknownFormat)
    }

    @Test(
        "A public truncated photo is refused, and one with damaged EXIF is read",
        .enabled(if: Clips.areAvailable, Clips.absence))
    func readsDamagedPhotos() throws {
        let error = #expect(throws: PictureError.self) {
            _ = try firstPicture(of: Clips.path("broken/truncated_photo.jpg"))
        }
        #expect(error?.code == .truncated)
        let frame = try firstPicture(of: Clips.path("broken/corrupt_exif_photo.jpg"))
        #expect(frame.width == 16 && frame.height == 16)
    }

    @Test(
        "A JPEG or GIF that ends too early is reported as truncated, and its beginning is shown",
        arguments: [
            ("chart-exif-1.jpg", 0.9), ("heart.gif", 0.5),
        ])
    func admitsTruncation(name: String, share: Double) throws {
        #expect(try PictureHeader(path: Fixture.path(name)).isTruncated == false)
        let file = try bytes(of: Fixture.path(name))
        let directory = try TemporaryDirectory()
        let path = try directory.write(Array(file.prefix(Int(Double(file.count) * share))), to: "a")
        #expect(try PictureHeader(path: path).isTruncated)
        _ = try firstPicture(of: path)
    }

    @Test(
        "A cut-off file gives an error or pictures of the right size",
        arguments: [
            "heart.png", "heart.webp", "heart.gif", "heart.apng", "chart-exif-1.jpg",
        ])
    func survivesTruncation(name: String) throws {
        let file = try bytes(of: Fixture.path(name))
        let directory = try TemporaryDirectory()
        for share in 1..<10 {
            let path = try directory.write(Array(file.prefix(file.count * share / 10)), to: "\(share)")
            try readThrough(path)
        }
    }

    @Test(
        "Flipped bits give an error or pictures of the right size",
        arguments: [
            "heart.png", "heart.webp", "heart.gif", "heart.apng", "chart-exif-1.jpg",
        ])
    func survivesFlippedBits(name: String) throws {
        let file = try bytes(of: Fixture.path(name))
        let directory = try TemporaryDirectory()
        var random = SeededGenerator(seed: 3)
        for _ in 0..<100 {
            var damaged = file
            for _ in 0..<3 {
                damaged[Int.random(in: 8..<file.count, using: &random)] ^=
                    1 << UInt8.random(in: 0..<8, using: &random)
            }
            try readThrough(try directory.write(damaged, to: "a"))
        }
    }

    @Test(
        "AVIF and HEIC with flipped bits or cut in half give an error or pictures of the right size",
        .enabled(if: Clips.areAvailable, Clips.absence),
        arguments: [
            "images/gainmap_hdr.avif", "images/photo_1008x756.heic",
        ])
    func survivesFlippedHEIF(name: String) throws {
        let file = try bytes(of: Clips.path(name))
        let directory = try TemporaryDirectory()
        var random = SeededGenerator(seed: 5)
        for round in 0..<12 {
            var damaged = file
            // Half of the rounds damage the boxes, the other half the coded picture.
            let range = round % 2 == 0 ? 12..<1000 : 1000..<file.count
            for _ in 0..<4 {
                damaged[Int.random(in: range, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
            try readThrough(try directory.write(damaged, to: "a"))
        }
        try readThrough(try directory.write(Array(file.prefix(file.count / 2)), to: "b"))
    }

    /// Decodes all pictures; any error other than a `PictureError` would not compile.
    private func readThrough(_ path: String) throws {
        do throws(PictureError) {
            var reader = try PictureReader(
                path: path, limits: PictureLimits(maximumPixels: 4_000_000, maximumTotalPixels: 40_000_000))
            while let picture = try reader.next() {
                #expect(picture.frame.width == reader.header.width)
                #expect(picture.frame.height == reader.header.height)
            }
        } catch {
            #expect(!error.message.isEmpty)
        }
    }

    private func code(_ path: String) -> PictureError.Code? {
        do {
            _ = try PictureReader(path: path)
            return nil
        } catch {
            return error.code
        }
    }
}
