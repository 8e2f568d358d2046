extension PlacedBitmap {
    /// The same picture at another size and place.
    ///
    /// - Parameters:
    ///   - center: the canvas's point that moves by `offset` and nothing else.
    ///   - area: what is needed of the result.
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

    /// The picture of a box, where the box is.
    ///
    /// - Parameters:
    ///   - resolution: how many of its pixels are one of the box.
    ///   - area: what is needed of the result.
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
