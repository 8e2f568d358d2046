/// A layer's picture on the canvas.
struct LayerPicture: Sendable {
    /// The picture at rest.
    let overlay: OverlayBitmap
    /// The source for drawing other states; nil if the layer is always at rest.
    let source: Source?

    struct Source: Sendable {
        /// The picture at rest, in canvas pixels.
        let rest: PlacedBitmap
        /// The picture without rotation; nil if the one at rest suffices.
        let upright: Upright?
    }

    /// A picture in the box's own coordinates.
    struct Upright: Sendable {
        /// In pixels, `resolution` of them for each pixel of the box.
        let placed: PlacedBitmap
        let resolution: Double
    }

    /// How far a picture may be enlarged without a larger copy. In motion, viewers do not notice the difference.
    static let largestEnlargement = 1.25

    /// Draws the pictures that the layer's changes need.
    ///
    /// - Parameters:
    ///   - box: the layer's box at rest.
    ///   - canvas: the area of the whole frame.
    ///   - draw: draws the content of a box at its place, scale and angle.
    init(
        in box: BoxTransform, changes: LayerChanges, canvas: PixelArea,
        _ draw: (BoxTransform) throws(LayerFailure) -> PlacedBitmap
    ) throws(LayerFailure) {
        let rest = try draw(box)
        // A moving layer must not be cut off at the canvas's edge.
        overlay = changes.moves ? OverlayBitmap(rest) : OverlayBitmap(rest, on: canvas)
        guard changes.any else {
            source = nil
            return
        }
        let isEnlarged = changes.largest > Self.largestEnlargement
        guard isEnlarged || changes.turns || (changes.reveals && box.radians != 0) else {
            source = Source(rest: rest, upright: nil)
            return
        }
        let longest = Double(CompositingLimits.layerSides * max(canvas.width, canvas.height))
        let most = longest / max(box.width, box.height, 1)
        let resolution = min(box.scale * max(1, changes.largest), max(box.scale, most))
        let upright = try draw(BoxTransform(uprightWidth: box.width, height: box.height, scale: resolution))
        source = Source(rest: rest, upright: Upright(placed: upright, resolution: resolution))
    }

    /// The area that is drawn at rest, at least the box.
    func extent(in box: BoxTransform) -> Rectangle {
        let whole = box.bounds(of: Rectangle(minX: 0, minY: 0, maxX: box.width, maxY: box.height))
        guard let rest = source?.rest else { return whole }
        return whole.union(
            Rectangle(
                minX: Double(rest.x), minY: Double(rest.y), maxX: Double(rest.x + rest.bitmap.width),
                maxY: Double(rest.y + rest.bitmap.height)))
    }

    /// The memory that the picture takes, in bytes.
    var bytes: Int {
        let bitmaps = [source?.rest, source?.upright?.placed].compactMap { $0?.bitmap.pixels.count }
        return overlay.bytes + bitmaps.reduce(0, +) * MemoryLayout<UInt32>.size
    }
}
