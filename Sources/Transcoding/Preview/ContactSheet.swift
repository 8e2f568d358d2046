internal import Color
internal import Compositing
internal import Foundation
internal import Libav
internal import Story

/// Small frames of a slide side by side, each with its time.
struct ContactSheet: ~Copyable {
    /// In pixels; three or four side by side fill a screen's width.
    private static let widestTile = 270
    /// Pixels around each tile, even.
    private static let gap = 8
    /// Luma between the tiles: a dark grey, against which the edges of black frames show.
    private static let backgroundLuma: UInt8 = 40
    /// The em of the labels, in pixels.
    private static let labelSize = 22.0

    private let columns: Int
    private let tileWidth: Int
    private let tileHeight: Int
    private var sheet: Frame
    private var scaler = Scaler(quality: .area)
    private let tiles: FramePool
    private var labels: [Overlay] = []

    /// - Parameter tiles: how many there will be.
    init(columns: Int, tiles: Int, canvasWidth: Int, canvasHeight: Int) throws(LibavError) {
        let width = min(Self.widestTile, canvasWidth) & ~1
        let height = (canvasHeight * width / canvasWidth) & ~1
        let columns = min(columns, tiles)
        let rows = (tiles + columns - 1) / columns
        var sheet = try Frame(
            width: Self.gap + columns * (width + Self.gap), height: Self.gap + rows * (height + Self.gap),
            format: .yuv420p)
        sheet.fillBlack()
        sheet.withMutablePlane(0) { samples, _ in samples.update(repeating: Self.backgroundLuma) }
        self.tiles = try FramePool(width: width, height: height)
        self.sheet = sheet
        self.columns = columns
        tileWidth = width
        tileHeight = height
    }

    /// Puts a frame into the next tile.
    ///
    /// - Parameter time: seconds from the slide's start.
    mutating func add(_ frame: borrowing Frame, at time: Double) throws(LibavError) {
        let (row, column) = labels.count.quotientAndRemainder(dividingBy: columns)
        let x = Self.gap + column * (tileWidth + Self.gap)
        let y = Self.gap + row * (tileHeight + Self.gap)
        var tile = try tiles.make()
        try scaler.scale(frame, into: &tile)
        PlaneTurner(orientation: .identity).copy(tile, to: &sheet, atX: x, atY: y)
        labels.append(label(time, x: x, y: y))
    }

    /// Returns the sheet with the labels.
    consuming func finished() throws -> Frame {
        let compositor = try Compositor(
            overlays: labels, canvasWidth: sheet.width, canvasHeight: sheet.height, slideDuration: 1,
            baseDirectory: ".")
        var sheet = sheet
        try compositor.draw(at: 0, onto: &sheet)
        return sheet
    }

    /// A label at the lower left of a tile.
    private func label(_ time: Double, x: Int, y: Int) -> Overlay {
        let (width, height) = (Double(sheet.width), Double(sheet.height))
        let size = Self.labelSize * TextStyle.referenceWidth / width
        return .text(
            TextOverlay(
                text: String(format: "%.2f s", time),
                style: TextStyle(
                    font: TextStyle.Font(weight: 600, size: size),
                    background: TextStyle.Background(mode: .pill)),
                placement: Placement(
                    x: .constant((Double(x) + 14) / width),
                    y: .constant((Double(y + tileHeight) - 8) / height), anchor: .bottomLeft,
                    width: Double(tileWidth) / width)))
    }
}
