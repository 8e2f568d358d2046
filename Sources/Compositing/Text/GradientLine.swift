internal import Story

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The start and end points of a gradient. Their distance gives the box's corners the first and the last colour, as
/// defined by CSS Images 3, section 3.1.
struct GradientLine: Hashable {
    let start: Point
    let end: Point

    init(_ gradient: TextStyle.Gradient, across box: Rectangle) {
        let radians = gradient.angle * .pi / 180
        let direction = Point(x: sin(radians), y: -cos(radians))
        let half = (abs(box.width * direction.x) + abs(box.height * direction.y)) / 2
        let reach = Point(x: direction.x * half, y: direction.y * half)
        start = box.center - reach
        end = box.center + reach
    }
}
