extension PlacedBitmap {
    /// The picture at another size and place.
    ///
    /// - Parameters:
    ///   - center: the canvas point about which the picture scales, and which moves by `offset`.
    ///   - area: the part of the result that the caller needs.
    func scaled(by scale: Double, about center: Point, offset: Point, within area: PixelArea) -> PlacedBitmap
    {
        func moved(_ value: Int, _ center: Double, _ offset: Double) -> Double {
            center + offset + scale * (Double(value) - center)
        }
        let target = Rectangle(
            minX: moved(x, center.x, offset.x), minY: moved(y, center.y, offset.y),
            maxX: moved(x + bitmap.width, center.x, offset.x),
            maxY: moved(y + bitmap.height, center.y, offset.y))
        return BitmapScaler(width: bitmap.width, height: bitmap.height, target: target, within: area)
            .scale(bitmap)
    }

    /// Draws the picture of a box in the place of the box.
    ///
    /// - Parameters:
    ///   - resolution: pixels of the picture for each pixel of the box.
    ///   - area: the part of the result that the caller needs.
    func drawn(
        in box: BoxTransform, resolution: Double, within area: PixelArea
    ) throws(LayerFailure) -> PlacedBitmap {
        let drawn = Rectangle(
            minX: Double(x) / resolution, minY: Double(y) / resolution,
            maxX: Double(x + bitmap.width) / resolution, maxY: Double(y + bitmap.height) / resolution)
        let target = box.bounds(of: drawn)
        if box.radians == 0 {
            return BitmapScaler(width: bitmap.width, height: bitmap.height, target: target, within: area)
                .scale(bitmap)
        }
        let pixels = target.pixels.intersection(area)
        guard pixels.width > 0, pixels.height > 0, bitmap.width > 0 else {
            return PlacedBitmap(bitmap: Bitmap(width: 0, height: 0), x: area.minX, y: area.minY)
        }
        var canvas = try CairoCanvas(area: pixels)
        try canvas.draw(self, in: box, resolution: resolution)
        return try canvas.finish()
    }
}
