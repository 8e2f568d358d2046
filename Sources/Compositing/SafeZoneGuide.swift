public import Libav
public import Story

/// Shows which parts of a canvas a platform's own controls may cover: a translucent band along each edge, labelled with
/// its size.
public struct SafeZoneGuide: Sendable {
    private let bands: [OverlayBitmap]
    private let names: Compositor

    /// The bands' colour: a translucent red that does not occur in skin, sky or grass.
    private static let color = Color(red: 0xff, green: 0x2d, blue: 0x55, alpha: 0x59)

    /// - Parameters:
    ///   - canvasWidth: the frames' width in pixels, even.
    ///   - canvasHeight: the frames' height in pixels, even.
    /// - Throws: ``CompositingError`` if memory runs out.
    public init(_ zone: SafeZone, canvasWidth: Int, canvasHeight: Int) throws(CompositingError) {
        let edges = Self.edges(of: zone, canvasWidth: canvasWidth, canvasHeight: canvasHeight)
        let canvas = PixelArea(x: 0, y: 0, width: canvasWidth, height: canvasHeight)
        bands = edges.map { edge in
            var bitmap = Bitmap(width: edge.area.width, height: edge.area.height)
            bitmap.pixels = Array(repeating: Self.pixel, count: bitmap.pixels.count)
            return OverlayBitmap(
                PlacedBitmap(bitmap: bitmap, x: edge.area.minX, y: edge.area.minY), on: canvas)
        }
        names = try Compositor(
            overlays: edges.map { $0.name(on: canvas) }, canvasWidth: canvasWidth,
            canvasHeight: canvasHeight, slideDuration: 1, baseDirectory: ".", path: "$.safeZone")
    }

    /// Draws the bands.
    ///
    /// - Parameter frame: of the canvas's size and `yuv420p`; its data has no other reference.
    /// - Throws: ``CompositingError`` if the frame does not have this size and format.
    public func draw(onto frame: inout Frame) throws(CompositingError) {
        for band in bands { band.blend(onto: &frame, opacity: OverlayBitmap.opaque) }
        try names.draw(at: 0, onto: &frame)
    }

    private static func edges(of zone: SafeZone, canvasWidth: Int, canvasHeight: Int) -> [Edge] {
        func across(_ inset: Int) -> Int { inset * canvasWidth / SafeZone.referenceWidth }
        func down(_ inset: Int) -> Int { inset * canvasHeight / SafeZone.referenceHeight }
        let (top, bottom) = (down(zone.top), down(zone.bottom))
        let (left, right) = (across(zone.left), across(zone.right))
        let middle = canvasHeight - top - bottom
        return [
            Edge(
                title: "top", inset: zone.top, isUpright: true,
                area: PixelArea(x: 0, y: 0, width: canvasWidth, height: top)),
            Edge(
                title: "bottom", inset: zone.bottom, isUpright: true,
                area: PixelArea(x: 0, y: canvasHeight - bottom, width: canvasWidth, height: bottom)),
            Edge(
                title: "left", inset: zone.left, isUpright: false,
                area: PixelArea(x: 0, y: top, width: left, height: middle)),
            Edge(
                title: "right", inset: zone.right, isUpright: false,
                area: PixelArea(x: canvasWidth - right, y: top, width: right, height: middle)),
        ].filter { $0.area.width > 0 && $0.area.height > 0 }
    }

    /// The colour as a premultiplied bitmap pixel.
    private static var pixel: UInt32 {
        func multiplied(_ value: UInt8) -> Int { (Int(value) * Int(color.alpha) + 127) / 255 }
        return UInt32(
            alpha: Int(color.alpha), red: multiplied(color.red), green: multiplied(color.green),
            blue: multiplied(color.blue))
    }
}

/// A band along one edge of the canvas.
private struct Edge {
    let title: String
    /// In pixels of the reference canvas.
    let inset: Int
    /// Whether the band has room for a horizontal label.
    let isUpright: Bool
    let area: PixelArea

    func name(on canvas: PixelArea) -> Overlay {
        let x = (Double(area.minX) + Double(area.width) / 2) / Double(canvas.width)
        let y = (Double(area.minY) + Double(area.height) / 2) / Double(canvas.height)
        return .text(
            TextOverlay(
                text: "\(title) \(inset) px",
                style: TextStyle(
                    font: TextStyle.Font(weight: 600, size: 36),
                    outline: TextStyle.Outline(width: 3)),
                placement: Placement(
                    x: .constant(x), y: .constant(y), width: 0.5, rotation: isUpright ? 0 : -90)))
    }
}
