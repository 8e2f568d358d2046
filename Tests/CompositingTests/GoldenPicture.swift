import Foundation
import Libav
import Pictures
import TestSupport
import Testing

@testable import Compositing

/// Pictures in `Golden/`, which were inspected before they were committed.
///
/// They are from Debian 12. A system with other versions of the fonts has a folder in `Golden/` for the pictures that
/// differ there. A drawing may match either.
///
/// If `STORYMEDIA_WRITE_GOLDEN` in the environment names that folder (`.` is `Golden/` itself), tests write each
/// drawing that matches no golden picture into it, and do not fail.
enum GoldenPicture {
    private static let written = ProcessInfo.processInfo.environment["STORYMEDIA_WRITE_GOLDEN"]
    private static let folders = [".", "debian-13"]

    /// The allowed difference between two rasterisers of the same fonts. Another version of FreeType or cairo changes
    /// the soft edges of letters (above 35 dB); a wrong letter, order or line break gives less than 25 dB.
    static let tolerance = 30.0

    private static func path(_ name: String, in folder: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Golden/\(folder)/\(name).png").path(percentEncoded: false)
    }

    /// All golden pictures with this name. Their pixels are over the same ground as those of ``flattened(_:)``.
    private static func all(_ name: String) throws -> [Raster] {
        var pictures: [Raster] = []
        for path in folders.map({ path(name, in: $0) }) where FileManager.default.fileExists(atPath: path) {
            var reader = try PictureReader(path: path)
            guard let picture = try reader.next() else { continue }
            pictures.append(flattened(Bitmap(picture.frame, orientation: .identity)))
        }
        return pictures
    }

    /// The similarity to the most similar golden picture with this name, in dB.
    ///
    /// - Returns: nil if no golden picture has the same size.
    static func likeness(of raster: Raster, to name: String) throws -> Double? {
        try all(name).filter { $0.width == raster.width && $0.height == raster.height }
            .map { raster.psnr(to: $0) }.max()
    }

    /// Expects that a picture matches a golden one, or writes it.
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

    /// A bitmap over a blue-grey ground, on which white, black and colours are visible.
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
