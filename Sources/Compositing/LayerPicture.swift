/// A layer's picture on the canvas.
struct LayerPicture: Sendable {
    /// At rest.
    let overlay: OverlayBitmap
    /// What is drawn from where it is not at rest; nil where that never happens.
    let source: Source?

    struct Source: Sendable {
        /// At rest, in pixels of the canvas.
        let rest: PlacedBitmap
        /// Not turned; nil where the picture at rest will do.
        let upright: Upright?
    }

    /// A picture in the box's own coordinates.
    struct Upright: Sendable {
        /// In pixels, of which `resolution` are one of the box.
        let placed: PlacedBitmap
        let resolution: Double
    }

    /// How much a picture may be enlarged before it is kept larger: no more than is seen in motion.
    static let largestEnlargement = 1.25

    /// Draws a picture, as often as its changes need it.
    ///
    /// - Parameters:
    ///   - box: where the layer rests.
    ///   - canvas: the area of the whole frame.
    ///   - draw: draws where a box is, at its scale and angle.
    init(
        in box: BoxTransform, changes: LayerChanges, canvas: PixelArea,
        _ draw: (BoxTransform) throws(LayerFailure) -> PlacedBitmap
    ) throws(LayerFailure) {
        let rest = try draw(box)
        // What moves is not cut at the canvas's edge.
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

    /// What is drawn of it at rest, at least the box.
    func extent(in box: BoxTransform) -> Rectangle {
        let whole = box.bounds(of: Rectangle(minX: 0, minY: 0, maxX: box.width, maxY: box.height))
        guard let rest = source?.rest else { return whole }
        return whole.union(
            Rectangle(
                minX: Double(rest.x), minY: Double(rest.y), maxX: Double(rest.x + rest.bitmap.width),
                maxY: Double(rest.y + rest.bitmap.height)))
    }

    /// The memory that it takes.
    var bytes: Int {
        let bitmaps = [source?.rest, source?.upright?.placed].compactMap { $0?.bitmap.pixels.count }
        return overlay.bytes + bitmaps.reduce(0, +) * MemoryLayout<UInt32>.size
    }
}
