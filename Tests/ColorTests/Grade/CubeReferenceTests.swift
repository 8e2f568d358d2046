import Foundation
import Story
import TestSupport
import Testing

@testable import Color

/// Compares tables of real files with ffmpeg's `lut3d`.
@Suite(.enabled(if: Clips.areAvailable, Clips.absence)) struct CubeReferenceTests {
    private let width = 160
    private let height = 120

    @Test("A real table gives a real photo the same colours as ffmpeg")
    func matchesReference() async throws {
        let folder = try TemporaryDirectory()
        let scale = "scale=\(width):\(height):flags=area"
        func rgb(_ filter: String) async throws -> [UInt8] {
            let result = try await Tool.ffmpeg.checked([
                "-v", "error", "-i", Clips.path("exif/landscape_1.jpg"), "-vf", filter, "-frames:v", "1",
                "-pix_fmt", "rgb24", "-f", "rawvideo", "-",
            ])
            return Array(result.standardOutput)
        }
        // ffmpeg does not subtract DOMAIN_MIN, so both get the table without its domain.
        let table = try String(
            contentsOf: URL(filePath: Clips.path("luts/srgb_eotf_3d.cube")), encoding: .utf8)
        let lines = table.split(separator: "\n").filter { !$0.hasPrefix("DOMAIN") }
        let path = try folder.write(lines.joined(separator: "\n"), to: "table.cube")
        let source = try await rgb("\(scale),format=rgb24")
        let reference = try await rgb("\(scale),format=rgb24,lut3d=file='\(path)':interp=tetrahedral")
        let cube = try ColorCube.read(path)
        var largest = 0.0
        for pixel in 0..<width * height {
            let color = SIMD3((0..<3).map { Double(source[3 * pixel + $0]) / 255 })
            let result = cube(color).clamped(lowerBound: .zero, upperBound: .one) * 255
            for channel in 0..<3 {
                largest = max(largest, abs(result[channel] - Double(reference[3 * pixel + channel])))
            }
        }
        // ffmpeg rounds down to whole codes; our values are not rounded.
        #expect(largest <= 1.01)
    }

    @Test("A table after curves is read, unlike in ffmpeg")
    func readsShaper() throws {
        let cube = try ColorCube.read(Clips.path("luts/shaper_3d.cube"))
        #expect(cube.curves?.size == 10 && cube.cube?.size == 3)
        #expect(cube.curves?.domain.lower.x == -0.1 && cube.cube?.domain.upper.z == 3)
    }
}
