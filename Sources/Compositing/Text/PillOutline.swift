/// The outline of touching boxes, one below the other, as one shape with rounded corners.
///
/// Sides that differ by less than the corners' radius are aligned, as in story editors. Larger steps get an outer and
/// an inner rounded corner.
struct PillOutline: Hashable {
    struct Corner: Hashable {
        var point: Point
        var radius: Double
    }

    /// Clockwise from the upper left.
    let corners: [Corner]

    /// The outlines of the boxes. A new outline begins where a box does not touch the one above it.
    ///
    /// - Precondition: a vertical line crosses all boxes, and each box begins and ends lower than the one before it.
    static func joined(_ boxes: [Rectangle], radius: Double) -> [PillOutline] {
        var groups: [[Rectangle]] = []
        for box in boxes {
            if let last = groups.last?.last, box.minY <= last.maxY {
                groups[groups.count - 1].append(box)
            } else {
                groups.append([box])
            }
        }
        return groups.map { PillOutline(touching: $0, radius: radius) }
    }

    private init(touching boxes: [Rectangle], radius: Double) {
        let right = Side(boxes, extents: boxes.map(\.maxX), tolerance: radius)
        let left = Side(boxes, extents: boxes.map { -$0.minX }, tolerance: radius)
        let down = right.points
        let up = left.points.map { Point(x: -$0.x, y: $0.y) }.reversed()
        corners = Self.rounded(down + up, radius: radius)
    }

    /// Limits the radii so that the curves do not overlap: each takes at most half of the shorter edge.
    private static func rounded(_ points: [Point], radius: Double) -> [Corner] {
        points.indices.map { index in
            let point = points[index]
            let before = points[(index + points.count - 1) % points.count]
            let after = points[(index + 1) % points.count]
            let shortest = min(
                abs(point.x - before.x) + abs(point.y - before.y),
                abs(point.x - after.x) + abs(point.y - after.y))
            return Corner(point: point, radius: max(0, min(radius, shortest / 2)))
        }
    }
}

/// One side of a shape, as steps from top to bottom.
private struct Side {
    struct Step {
        var extent: Double
        var minY: Double
        var maxY: Double
    }

    private(set) var steps: [Step]

    /// - Parameters:
    ///   - extents: how far out each box reaches; a larger value is further out.
    ///   - tolerance: steps and notches smaller than this are filled.
    init(_ boxes: [Rectangle], extents: [Double], tolerance: Double) {
        steps = zip(boxes, extents).map { Step(extent: $1, minY: $0.minY, maxY: $0.maxY) }
        // Every pass joins two steps or makes them equal, so the loop ends.
        while joinEqual() || fillStep(below: tolerance) || fillNotch(below: tolerance) {}
        // Where two boxes overlap, the one that reaches further out determines the side.
        for index in steps.indices.dropFirst() {
            if steps[index - 1].extent > steps[index].extent {
                steps[index].minY = steps[index - 1].maxY
            } else {
                steps[index - 1].maxY = steps[index].minY
            }
        }
    }

    private mutating func joinEqual() -> Bool {
        guard let index = steps.indices.dropLast().first(where: { steps[$0].extent == steps[$0 + 1].extent })
        else { return false }
        steps[index].maxY = steps.remove(at: index + 1).maxY
        return true
    }

    private mutating func fillStep(below tolerance: Double) -> Bool {
        guard
            let index = steps.indices.dropLast().first(where: {
                abs(steps[$0].extent - steps[$0 + 1].extent) < tolerance
            })
        else { return false }
        let extent = max(steps[index].extent, steps[index + 1].extent)
        steps[index].extent = extent
        steps[index + 1].extent = extent
        return true
    }

    /// Fills a box between two boxes that reach further out, if the gap between those is small or absent.
    private mutating func fillNotch(below tolerance: Double) -> Bool {
        guard
            let index = steps.indices.dropFirst().dropLast().first(where: { index in
                let (above, below) = (steps[index - 1], steps[index + 1])
                return steps[index].extent < min(above.extent, below.extent)
                    && below.minY - above.maxY < tolerance
            })
        else { return false }
        steps[index].extent = min(steps[index - 1].extent, steps[index + 1].extent)
        return true
    }

    /// The side's corners, from top to bottom.
    var points: [Point] {
        steps.flatMap { [Point(x: $0.extent, y: $0.minY), Point(x: $0.extent, y: $0.maxY)] }
    }
}
