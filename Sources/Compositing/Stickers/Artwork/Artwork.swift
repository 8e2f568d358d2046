internal import Story

/// A drawn sticker as a list of its elements, later elements on top.
///
/// Lengths are in units from the upper left corner of the sticker's box. A unit is one pixel when the sticker has the
/// default width of its kind on a canvas 1080 wide. For other sizes, the drawing is scaled.
struct Artwork {
    struct Element {
        enum Form {
            case fill(Shape)
            /// With round caps and joins.
            case stroke(Shape, width: Double)
            /// The point is the upper left corner of the text's box.
            case text(ShapedText, at: Point)
            /// A picture, scaled to cover `bounds` and cropped to the shape.
            case picture(Bitmap, within: Shape, bounds: Rectangle)
        }

        let form: Form
        /// Ignored for pictures and colour emoji.
        let paint: Paint
    }

    /// A part of a sticker that responds to taps of its own.
    struct Part {
        let role: HitRegion.Role
        /// The index among the parts of the same role, from 0.
        let index: Int
        let box: Rectangle
    }

    var width: Double
    var height: Double
    /// The radius of the box's corners.
    var cornerRadius = 0.0
    var elements: [Element] = []
    /// The shapes that cast the shadow.
    var body: [Shape] = []
    var parts: [Part] = []

    /// A plain colour or a gradient between two points.
    enum Paint: Hashable {
        case plain(Color)
        case gradient([Color], from: Point, to: Point)
    }

    mutating func fill(_ shape: Shape, _ paint: Paint) {
        elements.append(Element(form: .fill(shape), paint: paint))
    }

    mutating func stroke(_ shape: Shape, width: Double, _ paint: Paint) {
        elements.append(Element(form: .stroke(shape, width: width), paint: paint))
    }

    mutating func draw(_ text: ShapedText, at point: Point, _ paint: Paint) {
        elements.append(Element(form: .text(text, at: point), paint: paint))
    }

    /// Fills a card, the sticker's background.
    mutating func card(_ box: Rectangle, radius: Double, _ paint: Paint) {
        let shape = Shape.box(box, radius: radius)
        body.append(shape)
        fill(shape, paint)
        cornerRadius = radius
    }
}

extension Artwork.Paint {
    /// One colour, or a gradient from left to right and slightly downwards across a box.
    init(_ colors: [Color], across box: Rectangle) {
        guard colors.count > 1 else {
            self = .plain(colors.first ?? .black)
            return
        }
        self = .gradient(
            colors, from: Point(x: box.minX, y: box.minY),
            to: Point(x: box.maxX, y: box.minY + box.height / 3))
    }
}
