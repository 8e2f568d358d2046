import Foundation
import FrameSupport
import Libav
import TestSupport
import Testing

@testable import Color

/// Compares the colour pass on pictures of real clips with zimg (ffmpeg's `zscale`).
@Suite(.enabled(if: Clips.areAvailable, Clips.absence)) struct ColorReferenceTests {
    /// Small enough for a debug build, and even.
    private static let (width, height) = (160, 90)

    /// A clip, with its colorimetry and the same as parameters of ffmpeg's `setparams`.
    struct Clip: CustomTestStringConvertible, Sendable {
        let name: String
        let colorimetry: Colorimetry
        let parameters: String

        var testDescription: String { name }

        /// Filters that convert to light relative to a white of 203 cd/m² (BT.2408).
        ///
        /// zimg 3.0.4 applies HLG's system gamma of 1.2 to each channel, while BT.2100 applies it to luminance. The
        /// filters undo this and apply the gamma correctly.
        var light: String {
            let linear = "zscale=t=linear:npl=203,format=gbrpf32le"
            guard colorimetry.transfer == .hlg else { return linear }
            func scene(_ channel: String) -> String { "pow(max(\(channel)(X,Y),0)*0.203,1/1.2)" }
            let luminance =
                "pow(0.2627*\(scene("r"))+0.6780*\(scene("g"))+0.0593*\(scene("b")),0.2)"
            let channels = ["r", "g", "b"].map { "\($0)='\(scene($0))*\(luminance)/0.203'" }
            return linear + ",geq=" + channels.joined(separator: ":")
        }
    }

    static let standard = [
        Clip(
            name: "bt601_yuv_640x428_1s.mov",
            colorimetry: Colorimetry(
                primaries: .smpte170m, transfer: .bt709, matrix: .smpte170m, range: .limited),
            parameters: "color_primaries=smpte170m:color_trc=bt709:colorspace=smpte170m:range=tv"),
        Clip(
            name: "fullrange_bt709_720p_1s.mp4",
            colorimetry: Colorimetry(primaries: .bt709, transfer: .bt709, matrix: .bt709, range: .full),
            parameters: "color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=pc"),
        Clip(
            name: "pixel_4k60_rot90_h264_0.3s.mp4",
            colorimetry: Colorimetry(
                primaries: .bt470bg, transfer: TransferFunction(rawValue: 6), matrix: .bt601, range: .full),
            parameters: "color_primaries=bt470bg:color_trc=smpte170m:colorspace=bt470bg:range=pc"),
    ]

    static let dynamic = [
        Clip(
            name: "pixel_hlg10_hevc_1080p_0.3s.mp4", colorimetry: ColorTransformTests.hlg,
            parameters: "color_primaries=bt2020:color_trc=arib-std-b67:colorspace=bt2020nc:range=tv"),
        Clip(
            name: "iphone_hlg_dv84_rot90_editlist_2.5s.mp4", colorimetry: ColorTransformTests.hlg,
            parameters: "color_primaries=bt2020:color_trc=arib-std-b67:colorspace=bt2020nc:range=tv"),
        Clip(
            name: "hdr10_pq_av1_720x1280_aac_4s.mp4", colorimetry: ColorTransformTests.pq,
            parameters: "color_primaries=bt2020:color_trc=smpte2084:colorspace=bt2020nc:range=tv"),
    ]

    @Test(
        "Conversions of matrix, range and primaries differ from zimg's by at most one code on average",
        arguments: standard)
    func matchesStandard(_ clip: Clip) async throws {
        let folder = try TemporaryDirectory()
        let ours = try await Self.converted(clip, bitDepth: 8, in: folder)
        let reference = try await Self.reference(
            clip, "zscale=p=709:t=709:m=709:r=limited", bitDepth: 8, in: folder)
        for plane in 0..<3 {
            let pairs = zip(ours.samples(plane), reference.samples(plane))
            let error = pairs.reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
            let mean = Double(error) / Double(ours.samples(plane).count)
            // Rounding costs a quarter of a code; a wrong range costs 10 and a wrong matrix 3.
            #expect(mean <= 1, "plane \(plane)")
        }
    }

    @Test("HDR clips have zimg's colours where tone mapping has no effect", arguments: dynamic)
    func matchesLight(_ clip: Clip) async throws {
        let folder = try TemporaryDirectory()
        let ours = try await Self.converted(clip, bitDepth: 10, in: folder).blocks()
        // 203 cd/m² is white (BT.2408). Without tone mapping, brighter light is clipped.
        let reference = try await Self.reference(
            clip,
            "\(clip.light),zscale=p=709:t=709:m=709:r=limited",
            bitDepth: 10, in: folder
        ).blocks()
        // Compares blocks below the knee of the tone curve and inside the uncompressed gamut (compression begins when a
        // channel is below a fifth of the brightest channel's light), and not at edges, where the method of enlarging
        // chroma matters.
        let comparable = reference.indices.filter {
            let block = reference[$0]
            return block.isFlat && block.rgb.max() < 0.65 && block.rgb.min() > 0.55 * block.rgb.max()
        }
        #expect(comparable.count > reference.count / 20)
        let differences = comparable.map { ours[$0].color.deltaE2000(to: reference[$0].color) }.sorted()
        // Rounding to 8 bits costs 0.3 on either side, the table 0.3; a difference of 2 is visible side by side.
        #expect(differences.reduce(0, +) / Double(differences.count) < 1)
        #expect(differences[differences.count * 95 / 100] < 2)
    }

    @Test("Tone mapping looks like that of ffmpeg's mobius curve", arguments: dynamic)
    func resemblesToneMapping(_ clip: Clip) async throws {
        let folder = try TemporaryDirectory()
        let ours = try await Self.converted(clip, bitDepth: 10, in: folder).blocks()
        // Of ffmpeg's curves, mobius is the one that leaves dark and middle tones unchanged, as ours does.
        let reference = try await Self.reference(
            clip,
            "\(clip.light),zscale=p=709,tonemap=mobius:desat=0:peak=4.926,"
                + "zscale=t=709:m=709:r=limited",
            bitDepth: 10, in: folder
        ).blocks()
        let differences = zip(ours, reference).map { $0.color.deltaE2000(to: $1.color) }.sorted()
        // The two curves roll off differently in highlights; a cast or a washed-out picture gives 10.
        #expect(differences.reduce(0, +) / Double(differences.count) < 5)
        let cast = zip(ours, reference).reduce((0.0, 0.0)) {
            ($0.0 + $1.0.color.a - $1.1.color.a, $0.1 + $1.0.color.b - $1.1.color.b)
        }
        let count = Double(ours.count)
        #expect(abs(cast.0) / count < 2.5 && abs(cast.1) / count < 5, "\(cast.0 / count) \(cast.1 / count)")
    }

    /// The first picture of a clip, scaled, in its own colours.
    private static func source(
        _ clip: Clip, bitDepth: Int, in folder: borrowing TemporaryDirectory
    ) async throws -> String {
        let path = folder.file("source.yuv")
        // Range and matrix are the same on both sides, so swscale does not change the codes.
        try await Tool.ffmpeg.checked([
            "-v", "error", "-y", "-noautorotate", "-i", Clips.path(clip.name), "-frames:v", "1", "-vf",
            "scale=\(width):\(height):flags=area:in_range=tv:out_range=tv", "-pix_fmt",
            bitDepth > 8 ? "yuv420p10le" : "yuv420p", "-f", "rawvideo", path,
        ])
        return path
    }

    private static func converted(
        _ clip: Clip, bitDepth: Int, in folder: borrowing TemporaryDirectory
    ) async throws -> Frame {
        let path = try await source(clip, bitDepth: bitDepth, in: folder)
        let bytes = Array(try Data(contentsOf: URL(filePath: path)))
        let picture = try Frame(
            width: width, height: height, rawVideo: bytes, format: bitDepth > 8 ? .yuv420p10 : .yuv420p)
        var result = try Frame(width: width, height: height, format: .yuv420p)
        ColorPass(from: clip.colorimetry, bitDepth: bitDepth)
            .apply(picture, orientation: .identity, to: &result, atX: 0, atY: 0)
        return result
    }

    private static func reference(
        _ clip: Clip, _ filter: String, bitDepth: Int, in folder: borrowing TemporaryDirectory
    ) async throws -> Frame {
        let result = try await Tool.ffmpeg.checked([
            "-v", "error", "-f", "rawvideo", "-pix_fmt", bitDepth > 8 ? "yuv420p10le" : "yuv420p",
            "-video_size", "\(width)x\(height)", "-i", folder.file("source.yuv"), "-vf",
            "setparams=\(clip.parameters),\(filter),format=yuv420p", "-f", "rawvideo", "-",
        ])
        return try Frame(
            width: width, height: height, rawVideo: Array(result.standardOutput), format: .yuv420p)
    }
}

extension Frame {
    /// Reads ffmpeg's `rawvideo`, in which planes follow each other without padding.
    fileprivate init(width: Int, height: Int, rawVideo: [UInt8], format: PixelFormat) throws {
        let bytes = format.bitDepth > 8 ? 2 : 1
        let (chromaWidth, chromaHeight) = ((width + 1) / 2, (height + 1) / 2)
        let starts = [0, width * height, width * height + chromaWidth * chromaHeight]
        try #require(rawVideo.count == (starts[2] + chromaWidth * chromaHeight) * bytes)
        try self.init(width: width, height: height, format: format) { plane, x, y in
            let index = (starts[plane] + y * (plane == 0 ? width : chromaWidth) + x) * bytes
            return bytes == 1 ? Int(rawVideo[index]) : Int(rawVideo[index]) | Int(rawVideo[index + 1]) << 8
        }
    }

    /// Blocks of 2×2 lumas, which share their chroma.
    fileprivate func blocks() -> [Block] {
        let (y, u, v) = (samples(0), samples(1), samples(2))
        let toRGB = ColorMatrix.bt709.fromRGB.inverse
        return u.indices.map { index in
            let (column, row) = (index % (width / 2), index / (width / 2))
            let first = 2 * row * width + 2 * column
            let lumas = [y[first], y[first + 1], y[first + width], y[first + width + 1]].map(Double.init)
            let codes = SIMD3(lumas.reduce(0, +) / 4, Double(u[index]), Double(v[index]))
            let rgb = toRGB * Quantization.output.values(codes)
            let neighbours = [index - 1, index + 1, index - width / 2, index + width / 2]
            let isFlat =
                (lumas.max() ?? 0) - (lumas.min() ?? 0) <= 6
                && neighbours.filter(u.indices.contains).allSatisfy {
                    abs(Int(u[$0]) - Int(u[index])) <= 3 && abs(Int(v[$0]) - Int(v[index])) <= 3
                }
            return Block(rgb: rgb.clamped(lowerBound: .zero, upperBound: .one), isFlat: isFlat)
        }
    }
}

/// The colour of four neighbouring pixels.
private struct Block {
    /// R'G'B' in 0…1.
    let rgb: SIMD3<Double>
    /// Whether the colours in the block and around it are nearly the same.
    let isFlat: Bool

    var color: LabColor {
        LabColor(red: rgb.x * 255, green: rgb.y * 255, blue: rgb.z * 255)
    }
}
