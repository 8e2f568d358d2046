extension TextStyle {
    /// Reads the values of the named style, then those of the object, which override them.
    init(reading reader: inout ObjectReader) {
        self = reader.style("style") ?? NamedTextStyle.classic.style
        font = reader.object("font") { reader in Font(reading: &reader, standard: font) } ?? font
        let ownColor = reader.color("color")
        color = ownColor ?? color
        // A style with a colour of its own drops the named style's gradient.
        gradient =
            reader.object("gradient") { reader in Gradient(reading: &reader) }
            ?? (ownColor == nil ? gradient : nil)
        letterCase = reader.choice("case") ?? letterCase
        letterSpacing = reader.number("letterSpacing", in: -50...200) ?? letterSpacing
        lineHeight = reader.number("lineHeight", in: 0.6...3) ?? lineHeight
        background =
            reader.object("background") { reader in Background(reading: &reader, standard: background) }
            ?? background
        outline =
            reader.object("outline") { reader in
                Outline(reading: &reader, standard: outline ?? Outline())
            } ?? outline
        shadow =
            reader.object("shadow") { reader in
                Shadow(reading: &reader, standard: shadow ?? Shadow())
            } ?? shadow
        glow = reader.object("glow") { reader in Glow(reading: &reader, standard: glow ?? Glow()) } ?? glow
        align = reader.choice("align") ?? align
    }

    /// Every value, which makes the style's name unnecessary.
    var members: [JSONMember] {
        [
            JSONMember(name: "font", value: font.json),
            JSONMember(name: "color", value: .string(color.hex)),
            gradient.map { JSONMember(name: "gradient", value: $0.json) },
            JSONMember(name: "case", value: .string(letterCase.rawValue)),
            JSONMember(name: "letterSpacing", value: .number(letterSpacing)),
            JSONMember(name: "lineHeight", value: .number(lineHeight)),
            JSONMember(name: "background", value: background.json),
            outline.map { JSONMember(name: "outline", value: $0.json) },
            shadow.map { JSONMember(name: "shadow", value: $0.json) },
            glow.map { JSONMember(name: "glow", value: $0.json) },
            JSONMember(name: "align", value: .string(align.rawValue)),
        ].compactMap(\.self)
    }
}

extension TextStyle.Font {
    fileprivate init(reading reader: inout ObjectReader, standard: Self) {
        self = TextRun.FontChange(reading: &reader).applied(to: standard)
    }

    fileprivate var json: JSONValue {
        let weight = file == nil ? weight : file?.weight
        let italic = file == nil ? italic : file?.italic
        return .object(
            [
                file.map { JSONMember(name: "src", value: .string($0.src)) },
                JSONMember(name: "family", value: .string(family)),
                weight.map { JSONMember(name: "weight", value: .number(Double($0))) },
                JSONMember(name: "size", value: .number(size)),
                italic.map { JSONMember(name: "italic", value: .bool($0)) },
                axes.isEmpty ? nil : JSONMember(name: "axes", value: axes.axesJSON),
            ].compactMap(\.self))
    }
}

extension TextStyle.Background {
    /// Without a mode, the background is a pill: the presence of the key asks for one.
    fileprivate init(reading reader: inout ObjectReader, standard: Self) {
        self = standard
        mode = reader.choice("mode") ?? (mode == .none ? .pill : mode)
        color = reader.color("color") ?? color
        padding = reader.number("padding", in: 0...200) ?? padding
        radius = reader.number("radius", in: 0...500) ?? radius
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
    fileprivate init(reading reader: inout ObjectReader, standard: Self) {
        self = standard
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
    fileprivate init(reading reader: inout ObjectReader, standard: Self) {
        self = standard
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
