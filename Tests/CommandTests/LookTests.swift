import Foundation
import TestSupport
import Testing

extension CommandTests {
    /// Looks on a finished story, against the arithmetic of Filter Effects Level 1 and Compositing and
    /// Blending Level 1, written down here once more.
    @Suite struct LookTests {
        typealias RGB = SIMD3<Double>

        /// Looks without a vignette, with what they are published to be (CSSgram's Inkwell, 1977, Clarendon,
        /// Brannan).
        static let looks = ["ink", "blush", "vivid", "plum"]

        @Test("A look gives the colours that its filter functions make", arguments: looks)
        func matchesFilters(_ look: String) async throws {
            let folder = try Workspace()
            let result = try await Program.ingest(
                Fixture.path("chart-exif-1.jpg"),
                ["--fit", "contain", "--duration", "0.2", "--look", look], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let frame = try await FrameGrab.raster(
                of: folder.file("out/chart-exif-1.mp4"), at: .index(3), width: Chart.frameWidth,
                height: Chart.frameHeight, layout: .rgb)
            for (place, color) in Self.chart {
                let expected = Self.apply(look, to: color / 255) * 255
                let difference = Chart.color(at: place, in: frame).deltaE2000(
                    to: LabColor(red: expected.x, green: expected.y, blue: expected.z))
                // 2 is seen side by side; the chart is a JPEG, whose errors a look of contrast makes half
                // as large again, and then H.264. Another order of the functions makes 4 and more.
                #expect(difference < 3, "\(place) is off by \(difference)")
            }
        }

        /// The chart's colours, as `scripts/fixtures/chart.py` draws them.
        private static let chart: [(Chart.Place, RGB)] = [
            (.topLeft, [200, 40, 40]), (.topRight, [40, 160, 60]), (.bottomLeft, [50, 80, 200]),
            (.bottomRight, [220, 200, 60]), (.middle, [96, 96, 96]), (.letter, [250, 250, 250]),
        ]

        private static func apply(_ look: String, to color: RGB) -> RGB {
            switch look {
            case "ink": grey(brighter(contrasted(sepia(color, 0.3), 1.1), 1.1))
            case "blush":
                saturated(
                    brighter(contrasted(mixed(color, screen(color, hex(0xf36abc)), 0.3), 1.1), 1.1), 1.3)
            case "vivid":
                saturated(contrasted(mixed(color, overlay(color, hex(0x7fbbe3)), 0.2), 1.2), 1.35)
            default:
                contrasted(sepia(mixed(color, pointwiseMax(color, hex(0xa12cc7)), 0.31), 0.5), 1.4)
            }
        }

        private static func hex(_ code: Int) -> RGB {
            RGB(Double(code >> 16), Double(code >> 8 & 255), Double(code & 255)) / 255
        }

        private static func cut(_ color: RGB) -> RGB { color.clamped(lowerBound: .zero, upperBound: .one) }

        private static func mixed(_ color: RGB, _ other: RGB, _ share: Double) -> RGB {
            cut(color * (1 - share) + other * share)
        }

        private static func screen(_ below: RGB, _ above: RGB) -> RGB { below + above - below * above }

        private static func overlay(_ below: RGB, _ above: RGB) -> RGB {
            var result = RGB.zero
            for channel in 0..<3 {
                let (b, s) = (below[channel], above[channel])
                result[channel] = b <= 0.5 ? 2 * b * s : 1 - 2 * (1 - b) * (1 - s)
            }
            return result
        }

        private static func contrasted(_ color: RGB, _ amount: Double) -> RGB {
            cut((color - 0.5) * amount + 0.5)
        }

        private static func brighter(_ color: RGB, _ amount: Double) -> RGB { cut(color * amount) }

        private static func matrix(_ rows: [RGB], _ color: RGB) -> RGB {
            cut(RGB((rows[0] * color).sum(), (rows[1] * color).sum(), (rows[2] * color).sum()))
        }

        private static func grey(_ color: RGB) -> RGB {
            matrix(Array(repeating: [0.2126, 0.7152, 0.0722], count: 3), color)
        }

        private static func sepia(_ color: RGB, _ amount: Double) -> RGB {
            let rows: [RGB] = [[0.393, 0.769, 0.189], [0.349, 0.686, 0.168], [0.272, 0.534, 0.131]]
            return mixed(
                color, RGB((rows[0] * color).sum(), (rows[1] * color).sum(), (rows[2] * color).sum()), amount)
        }

        private static func saturated(_ color: RGB, _ amount: Double) -> RGB {
            let rest = 1 - amount
            return matrix(
                [
                    [0.213 + 0.787 * amount, 0.715 * rest, 0.072 * rest],
                    [0.213 * rest, 0.715 + 0.285 * amount, 0.072 * rest],
                    [0.213 * rest, 0.715 * rest, 0.072 + 0.928 * amount],
                ], color)
        }
    }
}
