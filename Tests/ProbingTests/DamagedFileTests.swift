internal import Containers
import Foundation
import TestSupport
import Testing

@testable import Probing

/// Cuts off and alters files at many places. Every reader must return a description or an error within a short time.
@Suite struct DamagedFileTests {
    /// Small files with a lot of structure.
    static let fixtures = [
        "chart-transposed.mp4", "flash-beep-editlist.mp4", "chart-exif-5.jpg", "heart.gif", "heart.apng",
        "heart.webp", "chart-alpha-8.png", "odd-161x121.webm",
    ]

    static let clips = [
        "samsung_sef_slowmo_2s.mp4", "fragmented_rot90_aac51_2s.mp4", "livephoto/train.mov",
        "livephoto/train.jpg",
        "images/ultrahdr_3072x4080.jpg", "images/photo_1008x756.heic", "images/gainmap_hdr.avif",
        "broken/encrypted_clearkey.mp4", "awesome'movie_vfr.mov",
    ]

    private func readHeaders(_ bytes: [UInt8]) {
        let source = ByteSource(bytes)
        _ = MediaFormat.sniff(Array(bytes.prefix(MediaFormat.sniffedBytes)))
        _ = try? MovieHeader(source, limits: Limits())
        _ = try? PhotoMetadata(jpeg: source)
        _ = try? PhotoMetadata(heif: source, limits: Limits())
        _ = try? SamsungTrailer(source, end: source.count)
    }

    /// Places to damage: all of the first bytes, some at even distances, and all of the last bytes.
    private func places(_ count: Int, _ number: Int) -> [Int] {
        let step = max(1, count / number)
        return Array(0..<min(count, number)) + stride(from: 0, to: count, by: step)
            + (max(0, count - number)..<count)
    }

    private func damage(_ bytes: [UInt8], number: Int) {
        for place in places(bytes.count, number) {
            readHeaders(Array(bytes.prefix(place)))
            for value: UInt8 in [0x00, 0xFF, bytes[place] ^ 0x80, bytes[place] &+ 1] {
                var altered = bytes
                altered[place] = value
                readHeaders(altered)
            }
        }
    }

    @Test("The readers survive fixtures cut off anywhere or with any byte altered", arguments: fixtures)
    func survivesFixtures(name: String) throws {
        let data = try #require(FileManager.default.contents(atPath: Fixture.path(name)))
        // The structure is at both ends; testing the middle would only cost time.
        let bytes = [UInt8](data)
        damage(bytes.count > 4_000 ? Array(bytes.prefix(2_000) + bytes.suffix(2_000)) : bytes, number: 300)
    }

    @Test(
        "The readers survive real files cut off anywhere or with any byte altered",
        .enabled(if: Clips.areAvailable, Clips.absence), arguments: clips)
    func survivesClips(name: String) throws {
        let data = try #require(FileManager.default.contents(atPath: Clips.path(name)))
        let bytes = [UInt8](data)
        damage(Array(bytes.prefix(3_000) + bytes.suffix(3_000)), number: 200)
    }

    @Test("The readers survive random bytes")
    func survivesNoise() {
        // A linear congruential generator (Numerical Recipes), which makes failures repeatable.
        var state: UInt32 = 1
        for length in stride(from: 0, to: 2_000, by: 7) {
            let noise = (0..<length).map { _ -> UInt8 in
                state = state &* 1_664_525 &+ 1_013_904_223
                return UInt8(truncatingIfNeeded: state >> 24)
            }
            readHeaders(noise)
            readHeaders(Bytes.fileType + Bytes.box("moov", Bytes.box("trak", noise)))
            readHeaders(Bytes.box("meta", noise))
            readHeaders([0xFF, 0xD8, 0xFF, 0xE1] + noise)
        }
    }

    @Test("Probing takes less than five seconds, wherever a file is cut off", arguments: fixtures)
    func answersSoon(name: String) throws {
        let bytes = [UInt8](try #require(FileManager.default.contents(atPath: Fixture.path(name))))
        let folder = try TemporaryDirectory()
        for part in 1..<12 {
            let path = folder.file("cut-\(part)")
            try Data(bytes.prefix(bytes.count * part / 12)).write(to: URL(filePath: path))
            let start = ContinuousClock.now
            _ = try? Prober().probe(path)
            #expect(ContinuousClock.now - start < .seconds(5))
        }
    }
}
