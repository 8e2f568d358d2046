extension TextStyle.Gradient {
    /// Nil if the colours are missing or invalid, which is noted.
    init?(reading reader: inout ObjectReader) {
        let colors = reader.colors("colors", count: 2...5, required: true)
        let angle = reader.number("angle", in: -360...360)
        guard let colors else { return nil }
        self.init(colors: colors)
        self.angle = angle ?? self.angle
    }

    var json: JSONValue {
        .object([
            JSONMember(name: "colors", value: .array(colors.map { .string($0.hex) })),
            JSONMember(name: "angle", value: .number(angle)),
        ])
    }
}

extension TextStyle.Glow {
    init(reading reader: inout ObjectReader, standard: Self) {
        self = standard
        color = reader.color("color") ?? color
        radius = reader.number("radius", in: 0...200) ?? radius
        intensity = reader.number("intensity", in: 0...4) ?? intensity
    }

    var json: JSONValue {
        .object([
            JSONMember(name: "color", value: .string(color.hex)),
            JSONMember(name: "radius", value: .number(radius)),
            JSONMember(name: "intensity", value: .number(intensity)),
        ])
    }
}
