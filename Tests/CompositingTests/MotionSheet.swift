import Libav
import Story
import TestSupport

@testable import Compositing

/// A picture of animations: one in each row, with its name and its appearance at successive moments.
struct MotionSheet {
    struct Row {
        let name: String
        let presence: Presence
    }

    let name: String
    let rows: [Row]
    /// In seconds.
    let moments: [Double]

    private static let width = 144
    private static let height = 96
    private static let duration = 2.0

    /// An entrance or exit of one second.
    private static let passages = Transition.Animation.allCases.filter { $0 != .none }

    static let enter = MotionSheet(
        name: "motion-enter",
        rows: passages.map {
            Row(name: $0.rawValue, presence: Presence(enter: Transition($0, duration: 1)))
        }, moments: [0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 1])

    static let exit = MotionSheet(
        name: "motion-exit",
        rows: passages.map {
            Row(name: $0.rawValue, presence: Presence(end: 1, exit: Transition($0, duration: 1)))
        }, moments: [0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9])

    static let cycle = MotionSheet(
        name: "motion-cycle",
        rows: Cycle.Animation.allCases.filter { $0 != .none }.map {
            Row(name: $0.rawValue, presence: Presence(cycle: Cycle($0, period: 1, amount: 1.5)))
        }, moments: [0, 0.1, 0.25, 0.35, 0.5, 0.75, 0.9])

    /// The sheet, with a pixel of ground between the cells.
    func draw() throws -> Raster {
        let columns = moments.count + 1
        let width = columns * (Self.width + 2)
        var samples = [UInt8](repeating: 255, count: width * rows.count * (Self.height + 2) * 3)
        for (row, animation) in rows.enumerated() {
            for column in 0..<columns {
                let cell =
                    column == 0
                    ? try Self.cell(Self.label(animation.name), at: 0)
                    : try Self.cell(Self.overlays(animation.presence), at: moments[column - 1])
                for y in 0..<Self.height {
                    let start =
                        ((row * (Self.height + 2) + y + 1) * width + column * (Self.width + 2) + 1) * 3
                    samples.replaceSubrange(
                        start..<(start + 3 * Self.width),
                        with: cell[(y * Self.width * 3)..<((y + 1) * Self.width * 3)])
                }
            }
        }
        return Raster(width: width, height: rows.count * (Self.height + 2), layout: .rgb, samples: samples)
    }

    private static func overlays(_ presence: Presence) -> [Overlay] {
        [
            .text(
                TextOverlay(
                    text: "New clip\nis live!",
                    style: TextStyle(
                        font: .init(size: 150),
                        background: .init(mode: .pill, color: Color(red: 200, green: 30, blue: 90))),
                    placement: Placement(width: 1), presence: presence))
        ]
    }

    private static func label(_ name: String) -> [Overlay] {
        [
            .text(
                TextOverlay(
                    text: name, style: TextStyle(font: .init(size: 130)), placement: Placement(width: 1)))
        ]
    }

    /// The red, green and blue samples at a moment, on a grey-blue canvas.
    private static func cell(_ overlays: [Overlay], at seconds: Double) throws -> [UInt8] {
        var frame = try Frame.filled(width: width, height: height, y: 90, u: 140, v: 118)
        try Compositor(
            overlays: overlays, canvasWidth: width, canvasHeight: height, slideDuration: duration,
            baseDirectory: "/"
        ).draw(at: seconds, onto: &frame)
        let (luma, cb, cr) = (frame.samples(of: 0), frame.samples(of: 1), frame.samples(of: 2))
        var result: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                let chroma = y / 2 * (width / 2) + x / 2
                let l = 1.164 * (Double(luma[y * width + x]) - 16)
                let (b, r) = (Double(cb[chroma]) - 128, Double(cr[chroma]) - 128)
                for value in [l + 1.793 * r, l - 0.213 * b - 0.533 * r, l + 2.112 * b] {
                    result.append(UInt8(min(max(value.rounded(), 0), 255)))
                }
            }
        }
        return result
    }
}

extension MotionSheet: CustomStringConvertible {
    var description: String { name }
}
