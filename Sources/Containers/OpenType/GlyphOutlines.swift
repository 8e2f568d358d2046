/// TrueType's outlines: the tables `glyf` and `loca`.
struct GlyphOutlines {
    let glyf: TableBytes
    let loca: TableBytes
    let longOffsets: Bool
    let count: Int

    /// Ensures that each glyph lies within the table, that components form no circle, and that no glyph has more
    /// points than a person could see.
    func check(_ limits: OpenTypeLimits) throws(HeaderError) {
        try loca.require((count + 1) * (longOffsets ? 4 : 2))
        var starts: [Int] = []
        starts.reserveCapacity(count + 1)
        for index in 0...count {
            let start =
                longOffsets ? try loca.uint32(at: 4 * index) : 2 * (try loca.uint16(at: 2 * index))
            guard start >= starts.last ?? 0, start <= glyf.count else {
                throw loca.broken("places glyph \(index) outside of \"glyf\"")
            }
            starts.append(start)
        }
        var known = [Measure?](repeating: nil, count: count)
        for glyph in 0..<count { _ = try measure(glyph, starts, &known, depth: 0, limits) }
    }

    /// What a glyph costs.
    private struct Measure {
        var points = 0
        /// How deep its components nest.
        var depth = 0
    }

    private func measure(
        _ glyph: Int, _ starts: [Int], _ known: inout [Measure?], depth: Int, _ limits: OpenTypeLimits
    ) throws(HeaderError) -> Measure {
        guard glyph < count else { throw glyf.broken("has a component that is no glyph") }
        if let measure = known[glyph] { return measure }
        guard depth <= limits.depth else { throw tooDeep(limits) }
        let start = starts[glyph]
        let length = starts[glyph + 1] - start
        var measure = Measure()
        if length > 0 {
            guard length >= 10 else { throw glyf.broken("has a glyph of \(length) bytes") }
            let contours = try glyf.int16(at: start)
            measure =
                contours >= 0
                ? Measure(points: try simplePoints(start, contours, length))
                : try components(start, length, starts, &known, depth, limits)
        }
        guard measure.points <= limits.points else {
            throw HeaderError(
                .limitExceeded,
                "A glyph of the font has \(measure.points) points; \(limits.points) are allowed.")
        }
        guard measure.depth <= limits.depth else { throw tooDeep(limits) }
        known[glyph] = measure
        return measure
    }

    private func tooDeep(_ limits: OpenTypeLimits) -> HeaderError {
        glyf.broken("has components in a circle, or more than \(limits.depth) deep")
    }

    private func simplePoints(_ start: Int, _ contours: Int, _ length: Int) throws(HeaderError) -> Int {
        guard contours > 0 else { return 0 }
        guard length >= 12 + 2 * contours else { throw glyf.broken("has a glyph that ends too early") }
        var last = -1
        for index in 0..<contours {
            let end = try glyf.uint16(at: start + 10 + 2 * index)
            // Some programs write contours without points.
            guard end >= last else {
                throw glyf.broken("has a glyph with contours out of order")
            }
            last = end
        }
        return last + 1
    }

    /// Follows the components (OpenType 1.9, "glyf", "Composite Glyph Description").
    private func components(
        _ start: Int, _ length: Int, _ starts: [Int], _ known: inout [Measure?], _ depth: Int,
        _ limits: OpenTypeLimits
    ) throws(HeaderError) -> Measure {
        var total = Measure()
        var offset = start + 10
        while true {
            guard offset + 4 <= start + length else {
                throw glyf.broken("has a component that ends too early")
            }
            let flags = try glyf.uint16(at: offset)
            let part = try measure(try glyf.uint16(at: offset + 2), starts, &known, depth: depth + 1, limits)
            // Even a component without points costs time.
            total.points += 1 + part.points
            total.depth = max(total.depth, part.depth + 1)
            guard total.points <= limits.points else { return total }
            offset += 4 + (flags & 0x1 != 0 ? 4 : 2)
            if flags & 0x8 != 0 { offset += 2 }
            if flags & 0x40 != 0 { offset += 4 }
            if flags & 0x80 != 0 { offset += 8 }
            if flags & 0x20 == 0 { break }
        }
        guard offset <= start + length else { throw glyf.broken("has a component that ends too early") }
        return total
    }
}
