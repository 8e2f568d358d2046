extension ObjectReader {
    /// Reads a colour, or an object that describes a background.
    mutating func background(_ name: String) -> Background? {
        let allowed = "\(Color.allowed), or an object"
        let described = ShapeRecorder.shape { reader in Background(reading: &reader) }
        if records(name, .either([Color.shape, .object(described)])) { return nil }
        guard let value = value(name, allowed: allowed) else { return nil }
        switch value {
        case .string:
            return Color.read(value, path: path(of: name), problems: problems).map(Background.color)
        case .object:
            return ObjectReader.read(value, path: path(of: name), problems: problems) { reader in
                Background(reading: &reader)
            } ?? nil
        default:
            note(name, .wrongType, found: value.summary, allowed: allowed)
            return nil
        }
    }
}

extension ObjectReader {
    fileprivate func noteUseless(_ name: String, allowed: String) {
        note(name, .badValue, found: "\(name), which has no effect here", allowed: allowed)
    }
}

extension Background {
    /// Nil if it is invalid, which is noted.
    fileprivate init?(reading reader: inout ObjectReader) {
        let color = reader.color("color")
        let gradient = reader.object("gradient") { reader in BackgroundGradient(reading: &reader) } ?? nil
        let src = reader.name("src", limit: StoryLimits.pathBytes)
        let fit: BackgroundPicture.Fit? = reader.choice("fit")
        let width = reader.number("width", in: 0.01...1)
        reader.requireOne(
            of: ["color", "gradient", "src"], allowed: "a colour, a gradient or a picture's file")
        if let color {
            self = .color(color)
        } else if let gradient {
            self = .gradient(gradient)
        } else if let src {
            var picture = BackgroundPicture(src: src)
            picture.fit = fit ?? picture.fit
            picture.width = width ?? picture.width
            self = .picture(picture)
        } else {
            return nil
        }
        if src == nil, fit != nil { reader.noteUseless("fit", allowed: "fit only beside src") }
        if fit != .tile, width != nil {
            reader.noteUseless("width", allowed: "width only beside \"fit\": \"tile\"")
        }
    }

    var json: JSONValue {
        switch self {
        case .color(let color): .string(color.hex)
        case .gradient(let gradient): .object([JSONMember(name: "gradient", value: gradient.json)])
        case .picture(let picture):
            .object(
                [.string("src", picture.src), .string("fit", picture.fit.rawValue)]
                    + (picture.fit == .tile ? [.number("width", picture.width)] : []))
        }
    }
}

extension BackgroundGradient {
    /// Nil if the colours are missing or invalid, which is noted.
    fileprivate init?(reading reader: inout ObjectReader) {
        let shape: Shape? = reader.choice("type")
        let colors = reader.colors("colors", count: 2...8, required: true)
        let places = reader.numbers("stops", count: 2...8, in: 0...1)
        let angle = reader.animated("angle", in: -3600...3600)
        let x = reader.animated("x", in: -1...2)
        let y = reader.animated("y", in: -1...2)
        guard let colors else { return nil }
        self.init(shape: shape ?? .linear, colors: colors)
        self.angle = angle ?? self.angle
        self.x = x ?? self.x
        self.y = y ?? self.y
        if let places { take(places, in: reader) }
        if self.shape == .radial, angle != nil {
            reader.noteUseless("angle", allowed: "angle only of a linear gradient")
        }
        for (name, isGiven) in [("x", x != nil), ("y", y != nil)] where self.shape == .linear && isGiven {
            reader.noteUseless(name, allowed: "\(name) only of a radial gradient")
        }
    }

    private mutating func take(_ places: [Double], in reader: ObjectReader) {
        guard places.count == stops.count, zip(places, places.dropFirst()).allSatisfy({ $0 <= $1 }) else {
            reader.note(
                "stops", .badValue, found: "\(places.count) places for \(stops.count) colours",
                allowed: "one place for each colour, in ascending order")
            return
        }
        for index in places.indices { stops[index].at = places[index] }
    }

    fileprivate var json: JSONValue {
        .object(
            [
                .string("type", shape.rawValue), .strings("colors", stops.map(\.color.hex)),
                JSONMember(name: "stops", value: .array(stops.map { .number($0.at) })),
            ]
                + (shape == .linear
                    ? [JSONMember(name: "angle", value: angle.json)]
                    : [JSONMember(name: "x", value: x.json), JSONMember(name: "y", value: y.json)]))
    }
}
