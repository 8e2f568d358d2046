internal import Story

/// A soft shadow, on the canvas.
struct Shadow {
    private let color: Color
    private let blur: BoxBlur
    /// In whole pixels.
    private let x: Int
    private let y: Int

    init(_ shadow: TextStyle.Shadow, scale: Double, box: BoxTransform) {
        color = shadow.color
        // CSS Backgrounds 3, section 6.1: the standard deviation is half of the blur.
        blur = BoxBlur(deviation: shadow.blur * scale * box.scale / 2)
        let offset = box.turned(Point(x: shadow.x * scale, y: shadow.y * scale))
        x = Int(offset.x.rounded())
        y = Int(offset.y.rounded())
    }

    /// The area that the shadow of something within `shape` covers.
    func bounds(of shape: Rectangle) -> Rectangle {
        shape.moved(by: Point(x: Double(x), y: Double(y)))
            .expanded(horizontally: Double(blur.reach + 1), vertically: Double(blur.reach + 1))
    }

    /// Draws the shadow of `silhouette` below `shape`. The shadow does not show through translucent parts.
    func cast(by silhouette: Bitmap, under shape: Bitmap) -> Bitmap {
        var result = shape
        var plane = silhouette.pixels.map { UInt8(truncatingIfNeeded: $0.alpha) }
        blur.apply(to: &plane, width: shape.width)
        for row in max(0, y)..<max(0, y, min(shape.height, shape.height + y)) {
            for column in max(0, x)..<max(0, x, min(shape.width, shape.width + x)) {
                let index = row * shape.width + column
                let strength = Int(plane[(row - y) * shape.width + column - x]) * Int(color.alpha)
                let uncovered = 255 - silhouette.pixels[index].alpha
                guard strength > 0, uncovered > 0 else { continue }
                let below = UInt32(color, alpha: strength * uncovered, of: 255 * 255)
                result.pixels[index] = shape.pixels[index].over(below)
            }
        }
        return result
    }
}

extension UInt32 {
    /// A pixel of the colour with an opacity of `alpha / (255 * whole)`.
    fileprivate init(_ color: Color, alpha: Int, of whole: Int) {
        func share(_ component: UInt8) -> Int { (Int(component) * alpha / whole + 127) / 255 }
        self.init(
            alpha: share(255), red: share(color.red), green: share(color.green), blue: share(color.blue))
    }

    /// Porter–Duff "over".
    fileprivate func over(_ below: UInt32) -> UInt32 {
        let remaining = 255 - alpha
        func mix(_ a: Int, _ b: Int) -> Int { Swift.min(255, a + (b * remaining + 127) / 255) }
        return UInt32(
            alpha: mix(alpha, below.alpha), red: mix(red, below.red), green: mix(green, below.green),
            blue: mix(blue, below.blue))
    }
}
