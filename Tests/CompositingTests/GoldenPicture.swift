import Foundation
import Libav
import Pictures
import TestSupport
import Testing

@testable import Compositing

/// Pictures of `Golden/`, which were looked at before they were committed.
///
/// With `STORYMEDIA_WRITE_GOLDEN=1` in the environment, tests write them anew instead of comparing.
enum GoldenPicture {
    static let isWriting = ProcessInfo.processInfo.environment["STORYMEDIA_WRITE_GOLDEN"] == "1"

    /// What two rasterisers of the same fonts may differ by. Another version of FreeType or cairo changes
    /// the soft edges of letters (above 35 dB); a wrong letter, order or line break gives less than 25 dB.
    static let tolerance = 30.0

    private static func path(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Golden/\(name).png").path(percentEncoded: false)
    }

    /// The golden picture, its pixels over the same ground as ``flattened(_:)`` gives them.
    static func read(_ name: String) throws -> Raster? {
        var reader = try PictureReader(path: path(name))
        guard let picture = try reader.next() else { return nil }
        return flattened(Bitmap(picture.frame, orientation: .identity))
    }

    static func write(_ raster: Raster, _ name: String) async throws {
        try await write(raster, to: path(name))
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
