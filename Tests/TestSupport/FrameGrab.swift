import Foundation

/// Pictures out of files, decoded by ffmpeg.
public enum FrameGrab {
    /// Which picture of a file.
    public enum Position: Sendable {
        /// The one that is shown at this many seconds from the start.
        case time(Double)
        /// Counted from 0 in the order in which they are shown.
        case index(Int)

        var select: String {
            switch self {
            // The first frame that is not shown before that time; half a millisecond is for rounding.
            case .time(let seconds): "gte(t\\,\(seconds - 0.0005))"
            case .index(let number): "eq(n\\,\(number))"
            }
        }
    }

    /// Decodes one picture, upright as ffmpeg turns it.
    ///
    /// - Parameters:
    ///   - width: To which it is scaled, by area; nil for its own.
    ///   - filter: What ffmpeg does to it before scaling, such as a tone mapping.
    /// - Throws: `ToolError` where ffmpeg fails or the file has no such picture.
    public static func raster(
        of path: String, at position: Position = .index(0), width: Int? = nil, height: Int? = nil,
        layout: Raster.Layout = .luma, filter: String? = nil
    ) async throws -> Raster {
        var filters = ["select=\(position.select)"]
        if let filter { filters.append(filter) }
        let size = if let width, let height { "\(width):\(height):" } else { "" }
        filters.append("scale=\(size)flags=area+accurate_rnd+full_chroma_int")
        filters.append("format=\(layout == .rgb ? "rgb24" : "yuv420p")")
        let result = try await Tool.ffmpeg.checked([
            "-v", "error", "-i", path, "-an", "-vf", filters.joined(separator: ","), "-frames:v", "1",
            "-f", "image2pipe", "-c:v", layout == .rgb ? "ppm" : "pgmyuv", "-",
        ])
        guard let raster = Raster(portableMap: Array(result.standardOutput)) else {
            throw ToolError(message: "\(path) has no picture at \(position)")
        }
        return raster
    }

    /// Decodes a whole clip to small pictures of the same size.
    ///
    /// - Parameter filter: What ffmpeg does to each before scaling.
    public static func rasters(
        of path: String, width: Int, height: Int, layout: Raster.Layout = .luma, filter: String? = nil
    ) async throws -> [Raster] {
        let filters = [filter, "scale=\(width):\(height):flags=area+accurate_rnd"].compactMap { $0 }
        let pixelFormat = layout == .rgb ? "rgb24" : "yuv420p"
        let result = try await Tool.ffmpeg.checked([
            "-v", "error", "-i", path, "-vf", filters.joined(separator: ","), "-an",
            "-fps_mode", "passthrough", "-pix_fmt", pixelFormat, "-f", "rawvideo", "-",
        ])
        let samples = width * height * layout.samplesPerPixel
        let stride = layout == .rgb ? samples : samples + 2 * ((width + 1) / 2) * ((height + 1) / 2)
        let bytes = result.standardOutput
        return (0..<bytes.count / stride).map { index in
            let start = bytes.startIndex + index * stride
            return Raster(
                width: width, height: height, layout: layout, samples: Array(bytes[start..<start + samples]))
        }
    }
}

extension Raster {
    /// From ffmpeg's PPM, or its PGM in which the two chroma planes follow the luma, side by side.
    fileprivate init?(portableMap bytes: [UInt8]) {
        // "P6", width and height, 255: three lines.
        let lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 3, omittingEmptySubsequences: false)
        guard lines.count == 4 else { return nil }
        let size = String(decoding: lines[1], as: UTF8.self).split(separator: " ").compactMap { Int($0) }
        guard size.count == 2 else { return nil }
        if lines[0].elementsEqual("P6".utf8) {
            self.init(width: size[0], height: size[1], layout: .rgb, samples: Array(lines[3]))
        } else {
            let height = size[1] * 2 / 3
            self.init(
                width: size[0], height: height, layout: .luma,
                samples: Array(lines[3].prefix(size[0] * height)))
        }
    }
}
