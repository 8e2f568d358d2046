internal import Story

/// A drawn sticker as what it is made of, later elements on top.
///
/// Lengths are in units, from the upper left corner of its box: the pixels that it has where it is as wide as
/// stickers of its kind are on a canvas 1080 wide. Other sizes are the same drawing, enlarged or reduced.
struct Artwork {
    struct Element {
        enum Form {
            case fill(Shape)
            /// Its ends and corners are round.
            case stroke(Shape, width: Double)
            /// The point is the upper left corner of the text's box.
            case text(ShapedText, at: Point)
            /// A picture that covers a shape, cut where it is longer than it.
            case picture(Bitmap, within: Shape, bounds: Rectangle)
        }

        let form: Form
        /// Without meaning for pictures and colour emoji.
        let paint: Paint
    }

    /// What of a sticker can be tapped by itself.
    struct Part {
        let role: HitRegion.Role
        /// Among those of the same role, from 0.
        let index: Int
        let box: Rectangle
    }

    var width: Double
    var height: Double
    /// Of the box's corners.
    var cornerRadius = 0.0
    var elements: [Element] = []
    /// What casts the shadow.
    var body: [Shape] = []
    var parts: [Part] = []

    /// A paint of one colour, or one that changes from one point to another.
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

    /// Fills what the sticker lies on.
    mutating func card(_ box: Rectangle, radius: Double, _ paint: Paint) {
        let shape = Shape.box(box, radius: radius)
        body.append(shape)
        fill(shape, paint)
        cornerRadius = radius
    }
}

extension Artwork.Paint {
    /// One colour, or several from the left to the right of a box, a little downwards.
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
