extension Framing {
    /// At a factor of eight, a pixel of a phone's clip is a square that viewers see.
    private static let zooms = 0.1...8.0
    /// At a factor of three, a phone's photo has just the pixels that a canvas needs. A view that moves is rendered
    /// from a picture of that size.
    private static let movingZooms = 1.0...3.0

    /// - Parameters:
    ///   - fit: the fit of the same picture.
    ///   - hasMove: whether the camera moves over the canvas, too.
    init(reading reader: inout ObjectReader, fit: Fit, hasMove: Bool) {
        self.init()
        crop = reader.object("crop") { reader in NormalizedRect(reading: &reader) }
        focus = reader.object("focus") { reader in FocusPoint(reading: &reader) }
        zoom = reader.animated("zoom", in: Self.zooms) ?? zoom
        noteUselessFocus(in: reader, fit)
        if moves { noteMoves(in: reader, fit, hasMove: hasMove) }
    }

    /// A picture that lies on the canvas as a whole has nothing to choose from.
    private func noteUselessFocus(in reader: ObjectReader, _ fit: Fit) {
        guard focus != nil, fit == .contain || fit == .blur, zoom.range.upperBound <= 1 else { return }
        reader.note(
            "focus", .badValue, found: "a focus, but fit \"\(fit.rawValue)\" shows the whole picture",
            allowed: "a focus together with fit \"cover\" or \"auto\", or with a zoom above 1")
    }

    private func noteMoves(in reader: ObjectReader, _ fit: Fit, hasMove: Bool) {
        let name = zoom.changes ? "zoom" : "focus"
        if hasMove {
            reader.note(
                name, .badValue, found: "keyframes together with a motion",
                allowed: "either keyframes, or a motion other than \"none\"")
        }
        if fit == .contain || fit == .blur {
            reader.note(
                name, .badValue, found: "keyframes together with fit \"\(fit.rawValue)\"",
                allowed: "keyframes together with fit \"cover\" or \"auto\", which then fills the canvas")
        }
        let range = zoom.range
        if !Self.movingZooms.contains(range.lowerBound) || !Self.movingZooms.contains(range.upperBound) {
            reader.note(
                "zoom", .outOfRange,
                found: "from \(JSONValue.number(range.lowerBound).summary) to "
                    + JSONValue.number(range.upperBound).summary,
                allowed: "values from 1 to 3 where the view moves")
        }
    }

    var members: [JSONMember] {
        [
            crop.map { JSONMember(name: "crop", value: $0.json) },
            focus.map { JSONMember(name: "focus", value: $0.json) },
            JSONMember(name: "zoom", value: zoom.json),
        ].compactMap(\.self)
    }
}

extension FocusPoint {
    fileprivate init(reading reader: inout ObjectReader) {
        self.init()
        x = reader.animated("x", in: 0...1) ?? x
        y = reader.animated("y", in: 0...1) ?? y
    }

    fileprivate var json: JSONValue {
        .object([JSONMember(name: "x", value: x.json), JSONMember(name: "y", value: y.json)])
    }
}

extension NormalizedRect {
    /// The smallest side of a crop: 40 pixels of a phone's clip.
    private static let sides = 0.02...1.0

    fileprivate init(reading reader: inout ObjectReader) {
        self = .whole
        x = reader.number("x", in: 0...1) ?? x
        y = reader.number("y", in: 0...1) ?? y
        width = reader.number("width", in: Self.sides) ?? max(Self.sides.lowerBound, 1 - x)
        height = reader.number("height", in: Self.sides) ?? max(Self.sides.lowerBound, 1 - y)
        // Sums of decimal fractions may exceed 1 by the last bit.
        let rounding = 1e-9
        if maxX > 1 + rounding { Self.noteOutside(reader, "width", "x", width, 1 - x) }
        if maxY > 1 + rounding { Self.noteOutside(reader, "height", "y", height, 1 - y) }
    }

    private static func noteOutside(
        _ reader: ObjectReader, _ side: String, _ origin: String, _ found: Double, _ most: Double
    ) {
        reader.note(
            side, .outOfRange, found: JSONValue.number(found).summary,
            allowed: "at most \(JSONValue.number(most).summary), what \(origin) leaves of the picture")
    }

    fileprivate var json: JSONValue {
        .object([.number("x", x), .number("y", y), .number("width", width), .number("height", height)])
    }
}
