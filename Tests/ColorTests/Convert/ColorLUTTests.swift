import FrameSupport
import Kernels
import Libav
import Testing

@testable import Color

@Suite struct ColorLUTTests {
    private static let hlg = ColorTransform(
        from: Colorimetry(primaries: .bt2020, transfer: .hlg, matrix: .bt2020, range: .limited))

    @Test(
        "The processor's widest instructions give exactly the same colours as portable code",
        .enabled(if: LUT3DKernel.isSupported, "This processor has no AVX2."),
        arguments: Orientation.allCases, [ChromaAxis.Density.coarse, .fine])
    func instructionsAgree(orientation: Orientation, density: ChromaAxis.Density) throws {
        let table = ColorLUT(Self.hlg, range: .limited, bitDepth: 10, density: density)
        // Sizes of more than one block each way, with an odd number of 2×2 blocks, and with odd numbers of samples.
        for (width, height) in [(150, 98), (91, 67), (2, 2), (1, 1)] {
            var generator = SystemRandomNumberGenerator()
            let source = try Frame(width: width, height: height, format: .yuv420p10) { _, _, _ in
                Int.random(in: 0..<1024, using: &generator)
            }
            let planes = try [true, false].map { isPortable in
                let (turnedWidth, turnedHeight) = orientation.swapsAxes ? (height, width) : (width, height)
                var canvas = try Frame(width: turnedWidth, height: turnedHeight) { _, _, _ in 77 }
                table.apply(
                    source, orientation: orientation, to: &canvas, atX: 0, atY: 0, isPortable: isPortable)
                return (0..<3).map { canvas.samples($0) }
            }
            #expect(planes[0] == planes[1], "\(width)×\(height)")
        }
    }
}
