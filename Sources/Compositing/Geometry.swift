internal import Story

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A point or vector in pixels. The y axis points downwards.
struct Point: Hashable, Sendable {
    var x: Double
    var y: Double

    static func + (a: Point, b: Point) -> Point { Point(x: a.x + b.x, y: a.y + b.y) }
    static func - (a: Point, b: Point) -> Point { Point(x: a.x - b.x, y: a.y - b.y) }
    static func * (a: Point, factor: Double) -> Point { Point(x: a.x * factor, y: a.y * factor) }

    /// The vector rotated clockwise.
    func turned(by radians: Double) -> Point {
        if radians == 0 { return self }
        let c = cos(radians)
        let s = sin(radians)
        return Point(x: c * x - s * y, y: s * x + c * y)
    }

    /// The point that is `distance` closer to `other`.
    func moved(towards other: Point, by distance: Double) -> Point {
        let way = other - self
        let length = (way.x * way.x + way.y * way.y).squareRoot()
        guard length > 0 else { return self }
        return Point(x: x + way.x * distance / length, y: y + way.y * distance / length)
    }
}

/// A rectangle, in pixels.
struct Rectangle: Hashable, Sendable {
    var minX: Double
    var minY: Double
    var maxX: Double
    var maxY: Double

    var width: Double { maxX - minX }
    var height: Double { maxY - minY }
    var center: Point { Point(x: (minX + maxX) / 2, y: (minY + maxY) / 2) }

    func union(_ other: Rectangle) -> Rectangle {
        Rectangle(
            minX: min(minX, other.minX), minY: min(minY, other.minY),
            maxX: max(maxX, other.maxX), maxY: max(maxY, other.maxY))
    }

    func expanded(horizontally x: Double, vertically y: Double) -> Rectangle {
        Rectangle(minX: minX - x, minY: minY - y, maxX: maxX + x, maxY: maxY + y)
    }

    func moved(by offset: Point) -> Rectangle {
        Rectangle(minX: minX + offset.x, minY: minY + offset.y, maxX: maxX + offset.x, maxY: maxY + offset.y)
    }

    /// The smallest area of whole pixels that contains the rectangle.
    var pixels: PixelArea {
        let x = Int(minX.rounded(.down))
        let y = Int(minY.rounded(.down))
        return PixelArea(
            x: x, y: y, width: Int(maxX.rounded(.up)) - x, height: Int(maxY.rounded(.up)) - y)
    }
}

/// Transforms an overlay's own coordinates, in pixels from the upper left corner of its box, into the canvas's.
struct BoxTransform: Hashable, Sendable {
    /// The box's size before it is rotated, in pixels.
    let width: Double
    let height: Double
    /// The anchor, in the box's coordinates.
    let pivot: Point
    /// The anchor, in the canvas's coordinates.
    let position: Point
    /// The clockwise rotation.
    let radians: Double
    /// Canvas pixels for each pixel of the box.
    let scale: Double

    /// A box of this size in its final placement.
    init(_ placement: Placement, width: Double, height: Double, canvasWidth: Int, canvasHeight: Int) {
        self.width = width
        self.height = height
        radians = placement.rotation.settled * .pi / 180
        scale = placement.restingScale
        let pivot = Point(x: placement.anchor.x * width, y: placement.anchor.y * height)
        var position = Point(
            x: placement.x.settled * Double(canvasWidth), y: placement.y.settled * Double(canvasHeight))
        if radians == 0 {
            // Edges are sharp on whole pixels.
            position.x = (position.x - pivot.x * scale).rounded() + pivot.x * scale
            position.y = (position.y - pivot.y * scale).rounded() + pivot.y * scale
        }
        self.pivot = pivot
        self.position = position
    }

    /// A box without rotation, its upper left corner at 0, 0.
    init(uprightWidth width: Double, height: Double, scale: Double) {
        self.init(
            width: width, height: height, pivot: Point(x: 0, y: 0), position: Point(x: 0, y: 0), radians: 0,
            scale: scale)
    }

    private init(
        width: Double, height: Double, pivot: Point, position: Point, radians: Double, scale: Double
    ) {
        self.width = width
        self.height = height
        self.pivot = pivot
        self.position = position
        self.radians = radians
        self.scale = scale
    }

    /// The box scaled and rotated about its middle, which moves by `offset`.
    func posed(scale: Double, radians: Double, offset: Point) -> BoxTransform {
        BoxTransform(
            width: width, height: height, pivot: Point(x: width / 2, y: height / 2),
            position: center + offset, radians: self.radians + radians, scale: self.scale * scale)
    }

    /// A part of the box as a box of its own.
    ///
    /// - Parameter corner: the part's upper left corner, in the whole box's coordinates.
    func part(at corner: Point, width: Double, height: Double) -> BoxTransform {
        BoxTransform(
            width: width, height: height, pivot: pivot - corner, position: position, radians: radians,
            scale: scale)
    }

    /// A vector of the box, scaled and rotated like the box.
    func turned(_ vector: Point) -> Point { (vector * scale).turned(by: radians) }

    /// The canvas position of a point of the box.
    func apply(_ point: Point) -> Point { position + turned(point - pivot) }

    /// The canvas position of the box's middle.
    var center: Point { apply(Point(x: width / 2, y: height / 2)) }

    /// The smallest upright canvas rectangle that contains a rectangle of the box.
    func bounds(of rectangle: Rectangle) -> Rectangle {
        let corners = [
            Point(x: rectangle.minX, y: rectangle.minY), Point(x: rectangle.maxX, y: rectangle.minY),
            Point(x: rectangle.minX, y: rectangle.maxY), Point(x: rectangle.maxX, y: rectangle.maxY),
        ].map(apply)
        let first = Rectangle(minX: corners[0].x, minY: corners[0].y, maxX: corners[0].x, maxY: corners[0].y)
        return corners.dropFirst().reduce(first) { bounds, corner in
            bounds.union(Rectangle(minX: corner.x, minY: corner.y, maxX: corner.x, maxY: corner.y))
        }
    }
}
