/// A picture of sRGB colours, multiplied by their alpha, 8 bits each.
struct Bitmap: Hashable, Sendable {
    /// Columns.
    let width: Int
    /// Rows.
    let height: Int
    /// Rows from the top, each pixel as `0xAARRGGBB`: cairo's `CAIRO_FORMAT_ARGB32`.
    var pixels: [UInt32]

    /// A transparent picture.
    init(width: Int, height: Int) {
        self.init(width: width, height: height, pixels: Array(repeating: 0, count: width * height))
    }

    /// - Precondition: there are `width * height` pixels.
    init(width: Int, height: Int, pixels: [UInt32]) {
        precondition(width >= 0 && height >= 0 && pixels.count == width * height)
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    subscript(x: Int, y: Int) -> UInt32 { pixels[y * width + x] }
}

extension UInt32 {
    /// The bytes of a pixel `0xAARRGGBB`.
    var alpha: Int { Int(self >> 24) }
    var red: Int { Int(self >> 16 & 255) }
    var green: Int { Int(self >> 8 & 255) }
    var blue: Int { Int(self & 255) }

    /// A pixel of bytes in 0…255.
    init(alpha: Int, red: Int, green: Int, blue: Int) {
        self.init(truncatingIfNeeded: alpha << 24 | red << 16 | green << 8 | blue)
    }
}

/// A bitmap and where on the canvas its upper left pixel lies; that may be outside.
struct PlacedBitmap: Hashable, Sendable {
    var bitmap: Bitmap
    var x: Int
    var y: Int

    /// The same picture at another size, the canvas's point `center` staying where it is.
    ///
    /// - Throws: ``LayerFailure`` where there is no memory.
    func scaled(by scale: Double, about center: Point) throws(LayerFailure) -> PlacedBitmap {
        func moved(_ value: Int, _ center: Double) -> Double { center + scale * (Double(value) - center) }
        let rectangle = Rectangle(
            minX: moved(x, center.x), minY: moved(y, center.y),
            maxX: moved(x + bitmap.width, center.x), maxY: moved(y + bitmap.height, center.y))
        var canvas = try CairoCanvas(area: rectangle.pixels)
        try canvas.draw(bitmap, in: BoxTransform(rectangle))
        return try canvas.finish()
    }

    /// What lies within `area`, in canvas pixels, without transparent margins.
    func cropped(to area: PixelArea) -> PlacedBitmap {
        let visible = PixelArea(x: x, y: y, width: bitmap.width, height: bitmap.height).intersection(area)
        var rows = visible.minY..<visible.minY
        var columns = visible.maxX..<visible.maxX
        for row in visible.minY..<visible.maxY {
            let start = (row - y) * bitmap.width - x
            let line = bitmap.pixels[(start + visible.minX)..<(start + visible.maxX)]
            guard let first = line.firstIndex(where: { $0 > 0xff_ffff }),
                let last = line.lastIndex(where: { $0 > 0xff_ffff })
            else { continue }
            rows = (rows.isEmpty ? row : rows.lowerBound)..<(row + 1)
            columns = min(columns.lowerBound, first - start)..<max(columns.upperBound, last - start + 1)
        }
        guard !rows.isEmpty else { return PlacedBitmap(bitmap: Bitmap(width: 0, height: 0), x: x, y: y) }
        if columns.upperBound > visible.maxX { columns = columns.lowerBound..<visible.maxX }
        var pixels: [UInt32] = []
        pixels.reserveCapacity(rows.count * columns.count)
        for row in rows {
            let start = (row - y) * bitmap.width - x
            pixels += bitmap.pixels[(start + columns.lowerBound)..<(start + columns.upperBound)]
        }
        return PlacedBitmap(
            bitmap: Bitmap(width: columns.count, height: rows.count, pixels: pixels),
            x: columns.lowerBound, y: rows.lowerBound)
    }
}
