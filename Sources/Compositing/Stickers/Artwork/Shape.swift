internal import Story

/// An area with an edge.
enum Shape: Hashable {
    /// A rectangle with rounded corners; a circle where the radius is half of its sides.
    case box(Rectangle, radius: Double)
    /// What lies inside an odd number of the paths' loops.
    case path([Step])

    enum Step: Hashable {
        case move(Point)
        case line(Point)
        /// The control points of a Bézier curve, and where it ends.
        case curve(Point, Point, Point)
        /// Clockwise, angles in radians from the x axis.
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

    /// A rectangle with rounded corners at the bottom only.
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

    /// A square about a point.
    init(center: Point, side: Double) {
        self.init(x: center.x - side / 2, y: center.y - side / 2, width: side, height: side)
    }
}
