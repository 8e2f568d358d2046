import Kernels
import Testing

@Suite struct ScreenColorsTests {
    /// BT.709-6 in limited range (H.273, 8.3), in real numbers.
    private static func color(_ luma: Double, _ blue: Double, _ red: Double) -> [UInt8] {
        let (kr, kb) = (0.2126, 0.0722)
        let y = (luma - 16) / 219
        let (b, r) = ((blue - 128) / 224, (red - 128) / 224)
        let rgb = [
            y + 2 * (1 - kr) * r, y - 2 * (kb * (1 - kb) * b + kr * (1 - kr) * r) / (1 - kr - kb),
            y + 2 * (1 - kb) * b,
        ]
        return rgb.map { UInt8(min(max(($0 * 255).rounded(), 0), 255)) }
    }

    /// A sample of chroma at a pixel: rows take ¾ of the nearer, odd columns half of both neighbours.
    private static func chroma(_ plane: [UInt8], _ width: Int, _ height: Int, _ x: Int, _ y: Int) -> Double {
        let (columns, rows) = ((width + 1) / 2, (height + 1) / 2)
        func sample(_ column: Int, _ row: Int) -> Double {
            Double(plane[min(max(row, 0), rows - 1) * columns + min(column, columns - 1)])
        }
        func between(_ row: Int) -> Double {
            x % 2 == 0 ? sample(x / 2, row) : (sample(x / 2, row) + sample(x / 2 + 1, row)) / 2
        }
        return 0.75 * between(y / 2) + 0.25 * between(y % 2 == 0 ? y / 2 - 1 : y / 2 + 1)
    }

    private static func picture(_ width: Int, _ height: Int, _ planes: [[UInt8]]) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: 3 * width * height)
        let (luma, blue, red) = (planes[0], planes[1], planes[2])
        var target = result.mutableSpan
        ScreenColors(width: width, height: height).fill(
            &target, luma: luma.span, blue: blue.span, red: red.span,
            ScreenColors.Strides(luma: width, chroma: (width + 1) / 2, target: 3 * width))
        return result
    }

    @Test(arguments: [(1, 1), (2, 2), (5, 3), (258, 6), (511, 9), (514, 4)])
    func `each pixel is the nearest code to the matrix of BT.709`(width: Int, height: Int) {
        var random = SystemRandomNumberGenerator()
        let chromaCount = ((width + 1) / 2) * ((height + 1) / 2)
        let planes = [width * height, chromaCount, chromaCount].map { count in
            (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
        }
        let colors = Self.picture(width, height, planes)
        for y in 0..<height {
            for x in 0..<width {
                let expected = Self.color(
                    Double(planes[0][y * width + x]), Self.chroma(planes[1], width, height, x, y),
                    Self.chroma(planes[2], width, height, x, y))
                for (component, value) in expected.enumerated() {
                    let seen = colors[3 * (y * width + x) + component]
                    // Sums in 65,536ths may round otherwise right between two codes.
                    #expect(abs(Int(seen) - Int(value)) <= 1, "\(x), \(y)")
                }
            }
        }
    }

    @Test(arguments: [
        ([UInt8(16), 128, 128], [UInt8(0), 0, 0]), ([235, 128, 128], [255, 255, 255]),
        ([126, 128, 128], [128, 128, 128]), ([63, 102, 240], [255, 1, 0]), ([0, 128, 128], [0, 0, 0]),
    ])
    func `black, white, grey and red are what they are`(codes: [UInt8], color: [UInt8]) {
        let planes = zip(codes, [16, 4, 4]).map { [UInt8](repeating: $0, count: $1) }
        let colors = Self.picture(4, 4, planes)
        #expect(Array(colors[0..<3]) == color)
        #expect(Array(colors[45..<48]) == color)
    }
}
