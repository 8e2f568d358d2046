internal import Story

/// A sticker's pictures. As many as memory allows are kept; the others are read again when they are shown.
struct StickerAnimation: Sendable {
    let timing: AnimationTiming
    /// The sticker's box.
    let box: BoxTransform
    /// The first pictures.
    private let kept: [LayerPicture]
    /// Provides the remaining pictures; nil if all are kept.
    private let rest: StickerStream?

    /// Reads all pictures that are shown within `seconds`.
    ///
    /// - Parameters:
    ///   - seconds: how long the sticker is visible.
    ///   - memory: the bytes that are available; reduced by the bytes that the kept pictures take.
    init(
        _ source: any StickerSource, loops: Bool, seconds: Double, memory: inout Int,
        renderer: StickerRenderer
    ) throws(LayerFailure) {
        guard let first = try source.next() else { throw .unusable("the file has no picture") }
        box = try renderer.box(for: first.bitmap)
        // The first picture is kept whatever its size.
        var kept = [try renderer.render(first.bitmap, in: box)]
        memory -= kept[0].bytes
        var timing = AnimationTiming(loops: loops)
        timing.append(seconds: first.seconds)
        while timing.duration < seconds, let picture = try source.next() {
            if kept.count == timing.ends.count {
                let layer = try renderer.render(picture.bitmap, in: box)
                if layer.bytes <= memory {
                    memory -= layer.bytes
                    kept.append(layer)
                }
            }
            timing.append(seconds: picture.seconds)
        }
        self.timing = timing
        self.kept = kept
        rest =
            kept.count < timing.ends.count ? StickerStream(source: source, renderer: renderer, box: box) : nil
    }

    /// The picture at `index`.
    ///
    /// - Throws: ``LayerFailure`` if the picture must be read again and cannot be.
    func picture(_ index: Int) throws(LayerFailure) -> LayerPicture {
        if let rest, index >= kept.count { return try rest.picture(index) }
        return kept[index]
    }
}

/// Prepares a sticker's pictures for blending.
struct StickerRenderer: Sendable {
    let placement: Placement
    let canvasWidth: Int
    let canvasHeight: Int
    let changes: LayerChanges

    /// The box of a sticker with the bitmap's aspect ratio.
    ///
    /// - Throws: ``LayerFailure`` if the box would be too large.
    func box(for bitmap: Bitmap) throws(LayerFailure) -> BoxTransform {
        let width = max(1, (placement.width * Double(canvasWidth)).rounded())
        let height = max(1, (width * Double(bitmap.height) / Double(bitmap.width)).rounded())
        let limit = CompositingLimits.layerSides * max(canvasWidth, canvasHeight)
        let shown = height * placement.restingScale
        guard shown <= Double(limit) else {
            throw .unusable(
                "it would be \(Int(shown)) pixels high, more than \(limit); make its width or scale smaller")
        }
        return BoxTransform(
            placement, width: width, height: height, canvasWidth: canvasWidth, canvasHeight: canvasHeight)
    }

    func render(_ bitmap: Bitmap, in box: BoxTransform) throws(LayerFailure) -> LayerPicture {
        try LayerPicture(
            in: box, changes: changes,
            canvas: PixelArea(x: 0, y: 0, width: canvasWidth, height: canvasHeight)
        ) { box throws(LayerFailure) in try placed(bitmap, in: box) }
    }

    private func placed(_ bitmap: Bitmap, in box: BoxTransform) throws(LayerFailure) -> PlacedBitmap {
        let whole = Rectangle(minX: 0, minY: 0, maxX: box.width, maxY: box.height)
        let upright =
            box.radians == 0
            ? box : BoxTransform(uprightWidth: box.width, height: box.height, scale: box.scale)
        let scaled = BitmapScaler(
            width: bitmap.width, height: bitmap.height, target: upright.bounds(of: whole)
        ).scale(bitmap)
        if box.radians == 0 { return scaled }
        var canvas = try CairoCanvas(area: box.bounds(of: whole).pixels)
        try canvas.draw(scaled, in: box, resolution: box.scale)
        return try canvas.finish()
    }
}
