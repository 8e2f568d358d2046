extension TextStyle {
    init(reading reader: inout ObjectReader) {
        self.init()
        font = reader.object("font") { reader in Font(reading: &reader) } ?? font
        color = reader.color("color") ?? color
        background = reader.object("background") { reader in Background(reading: &reader) } ?? background
        outline = reader.object("outline") { reader in Outline(reading: &reader) }
        shadow = reader.object("shadow") { reader in Shadow(reading: &reader) }
        align = reader.choice("align") ?? align
    }

    var members: [JSONMember] {
        [
            JSONMember(name: "font", value: font.json),
            JSONMember(name: "color", value: .string(color.hex)),
            JSONMember(name: "background", value: background.json),
            outline.map { JSONMember(name: "outline", value: $0.json) },
            shadow.map { JSONMember(name: "shadow", value: $0.json) },
            JSONMember(name: "align", value: .string(align.rawValue)),
        ].compactMap(\.self)
    }
}

extension TextStyle.Font {
    fileprivate init(reading reader: inout ObjectReader) {
        self.init()
        family = reader.name("family", limit: StoryLimits.familyBytes) ?? family
        // OpenType's usWeightClass (OS/2 table) goes from 1 to 1000.
        weight = reader.integer("weight", in: 1...1000) ?? weight
        size = reader.number("size", in: 8...600) ?? size
    }

    fileprivate var json: JSONValue {
        .object([
            JSONMember(name: "family", value: .string(family)),
            JSONMember(name: "weight", value: .number(Double(weight))),
            JSONMember(name: "size", value: .number(size)),
        ])
    }
}

extension TextStyle.Background {
    /// A background without a mode is a pill: whoever writes the key wants one.
    fileprivate init(reading reader: inout ObjectReader) {
        self.init(mode: .pill)
        mode = reader.choice("mode") ?? mode
        color = reader.color("color") ?? color
        padding = reader.number("padding", in: 0...200)
        radius = reader.number("radius", in: 0...500)
    }

    fileprivate var json: JSONValue {
        .object(
            [
                JSONMember(name: "mode", value: .string(mode.rawValue)),
                JSONMember(name: "color", value: .string(color.hex)),
                padding.map { JSONMember(name: "padding", value: .number($0)) },
                radius.map { JSONMember(name: "radius", value: .number($0)) },
            ].compactMap(\.self))
    }
}

extension TextStyle.Outline {
    fileprivate init(reading reader: inout ObjectReader) {
        self.init()
        color = reader.color("color") ?? color
        width = reader.number("width", in: 0...50) ?? width
    }

    fileprivate var json: JSONValue {
        .object([
            JSONMember(name: "color", value: .string(color.hex)),
            JSONMember(name: "width", value: .number(width)),
        ])
    }
}

extension TextStyle.Shadow {
    fileprivate init(reading reader: inout ObjectReader) {
        self.init()
        color = reader.color("color") ?? color
        blur = reader.number("blur", in: 0...100) ?? blur
        x = reader.number("x", in: -200...200) ?? x
        y = reader.number("y", in: -200...200) ?? y
    }

    fileprivate var json: JSONValue {
        .object([
            JSONMember(name: "color", value: .string(color.hex)),
            JSONMember(name: "blur", value: .number(blur)),
            JSONMember(name: "x", value: .number(x)),
            JSONMember(name: "y", value: .number(y)),
        ])
    }
}
