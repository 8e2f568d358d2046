internal import Story

/// An area with an edge.
enum Shape: Hashable {
    /// A rectangle with rounded corners; a circle if the radius is half the side length.
    case box(Rectangle, radius: Double)
    /// The area enclosed by an odd number of loops.
    case path([Step])

    enum Step: Hashable {
        case move(Point)
        case line(Point)
        /// The two control points and the end point of a Bézier curve.
        case curve(Point, Point, Point)
        /// Clockwise; angles in radians from the x axis.
        case arc(Point, radius: Double, from: Double, to: Double)
        case close
    }

    static func circle(_ center: Point, radius: Double) -> Shape {
        .box(
            Rectangle(
                minX: center.x - radius, minY: center.y - radius, maxX: center.x + radius,
                maxY: center.y + radius),
            radius: radius)
    }

    /// A rectangle whose bottom corners are rounded.
    static func box(_ box: Rectangle, bottomRadius radius: Double) -> Shape {
        .path([
            .move(Point(x: box.minX, y: box.minY)), .line(Point(x: box.maxX, y: box.minY)),
            .arc(Point(x: box.maxX - radius, y: box.maxY - radius), radius: radius, from: 0, to: .pi / 2),
            .arc(
                Point(x: box.minX + radius, y: box.maxY - radius), radius: radius, from: .pi / 2, to: .pi),
            .close,
        ])
    }
}

extension Rectangle {
    init(x: Double, y: Double, width: Double, height: Double) {
        self.init(minX: x, minY: y, maxX: x + width, maxY: y + height)
    }

    /// A square with its middle at a point.
    init(center: Point, side: Double) {
        self.init(x: center.x - side / 2, y: center.y - side / 2, width: side, height: side)
    }
}
