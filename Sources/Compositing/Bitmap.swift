/// A picture in sRGB with 8 bits per channel, premultiplied by alpha.
struct Bitmap: Hashable, Sendable {
    /// In pixels.
    let width: Int
    /// In pixels.
    let height: Int
    /// Row by row from the top, each pixel as `0xAARRGGBB`: cairo's `CAIRO_FORMAT_ARGB32`.
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
    /// The channels of a pixel `0xAARRGGBB`.
    var alpha: Int { Int(self >> 24) }
    var red: Int { Int(self >> 16 & 255) }
    var green: Int { Int(self >> 8 & 255) }
    var blue: Int { Int(self & 255) }

    /// A pixel from channel values in 0…255.
    init(alpha: Int, red: Int, green: Int, blue: Int) {
        self.init(truncatingIfNeeded: alpha << 24 | red << 16 | green << 8 | blue)
    }
}

/// A bitmap and the canvas position of its upper left pixel, which may be outside the canvas.
struct PlacedBitmap: Hashable, Sendable {
    var bitmap: Bitmap
    var x: Int
    var y: Int

    /// The part within `area`, in canvas pixels, without transparent margins.
    func cropped(to area: PixelArea) -> PlacedBitmap {
        let ink = ink(within: area)
        var pixels: [UInt32] = []
        pixels.reserveCapacity(ink.width * ink.height)
        for row in ink.minY..<ink.maxY {
            let start = (row - y) * bitmap.width - x
            pixels += bitmap.pixels[(start + ink.minX)..<(start + ink.maxX)]
        }
        return PlacedBitmap(
            bitmap: Bitmap(width: ink.width, height: ink.height, pixels: pixels), x: ink.minX, y: ink.minY)
    }

    /// The smallest part of `area` that holds all its visible pixels.
    private func ink(within area: PixelArea) -> PixelArea {
        let visible = PixelArea(x: x, y: y, width: bitmap.width, height: bitmap.height).intersection(area)
        let pixels = bitmap.pixels.span
        var left = visible.width
        var right = 0
        var top = visible.height
        var bottom = 0
        for row in 0..<visible.height {
            let start = (visible.minY - y + row) * bitmap.width + visible.minX - x
            let line = pixels.extracting(start..<(start + visible.width))
            var first = 0
            while first < line.count, line[first].alpha == 0 { first += 1 }
            guard first < line.count else { continue }
            var last = line.count - 1
            while line[last].alpha == 0 { last -= 1 }
            left = min(left, first)
            right = max(right, last + 1)
            top = min(top, row)
            bottom = row + 1
        }
        return PixelArea(
            x: visible.minX + left, y: visible.minY + top, width: right - left, height: bottom - top)
    }
}
