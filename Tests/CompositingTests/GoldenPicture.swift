import Foundation
import Libav
import Pictures
import TestSupport
import Testing

@testable import Compositing

/// Pictures of `Golden/`, which were looked at before they were committed.
///
/// They are from Debian 12. A system with other versions of the fonts has a folder in `Golden/` with those of its pictures
/// that differ; what is drawn may look like either.
///
/// With `STORYMEDIA_WRITE_GOLDEN` in the environment, which names that folder (`.` is `Golden/` itself), tests write what
/// looks like none of them into it instead of complaining.
enum GoldenPicture {
    private static let written = ProcessInfo.processInfo.environment["STORYMEDIA_WRITE_GOLDEN"]
    private static let folders = [".", "debian-13"]

    /// What two rasterisers of the same fonts may differ by. Another version of FreeType or cairo changes
    /// the soft edges of letters (above 35 dB); a wrong letter, order or line break gives less than 25 dB.
    static let tolerance = 30.0

    private static func path(_ name: String, in folder: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Golden/\(folder)/\(name).png").path(percentEncoded: false)
    }

    /// The golden pictures of a name, their pixels over the same ground as ``flattened(_:)`` gives them.
    private static func all(_ name: String) throws -> [Raster] {
        var pictures: [Raster] = []
        for path in folders.map({ path(name, in: $0) }) where FileManager.default.fileExists(atPath: path) {
            var reader = try PictureReader(path: path)
            guard let picture = try reader.next() else { continue }
            pictures.append(flattened(Bitmap(picture.frame, orientation: .identity)))
        }
        return pictures
    }

    /// How much a picture looks like the golden one of a name that is most like it, in dB.
    ///
    /// - Returns: nil where none is of its size.
    static func likeness(of raster: Raster, to name: String) throws -> Double? {
        try all(name).filter { $0.width == raster.width && $0.height == raster.height }
            .map { raster.psnr(to: $0) }.max()
    }

    /// Expects that a picture looks like a golden one, or writes it.
    static func expect(
        _ raster: Raster, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let likeness = try likeness(of: raster, to: name)
        if let written, likeness ?? 0 < tolerance {
            return try await write(raster, to: path(name, in: written))
        }
        let known = try #require(likeness, "no golden picture has its size", sourceLocation: sourceLocation)
        #expect(known >= tolerance, sourceLocation: sourceLocation)
    }

    static func write(_ raster: Raster, to path: String) async throws {
        let raw = URL(filePath: NSTemporaryDirectory()).appending(path: "\(UUID().uuidString).rgb")
        try Data(raster.samples).write(to: raw)
        defer { try? FileManager.default.removeItem(at: raw) }
        try await Tool.ffmpeg.checked([
            "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s",
            "\(raster.width)x\(raster.height)",
            "-i", raw.path(percentEncoded: false), path,
        ])
    }

    /// A bitmap over a blue-grey ground, on which white, black and colours are seen.
    static func flattened(_ bitmap: Bitmap) -> Raster {
        let ground = [0x58, 0x70, 0x90]
        var samples: [UInt8] = []
        samples.reserveCapacity(bitmap.pixels.count * 3)
        for pixel in bitmap.pixels {
            let rest = 255 - pixel.alpha
            for (value, below) in zip([pixel.red, pixel.green, pixel.blue], ground) {
                samples.append(UInt8(clamping: value + (below * rest + 127) / 255))
            }
        }
        return Raster(width: bitmap.width, height: bitmap.height, layout: .rgb, samples: samples)
    }
}
