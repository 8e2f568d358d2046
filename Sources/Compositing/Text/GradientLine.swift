internal import Story

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Where the first and the last colour of a gradient lie: as far apart as needed for the box's corners to have
/// them, as CSS Images 3, section 3.1, defines it.
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
