extension Grading {
    /// Reads the colour members of a slide's media.
    init(reading reader: inout ObjectReader) {
        self.init()
        looks =
            reader.wordsOrObjects(
                "look", limit: StoryLimits.looks, word: { AppliedLook($0) },
                object: { reader in AppliedLook(reading: &reader) }) ?? looks
        adjustment = reader.object("adjust") { reader in ColorAdjustment(reading: &reader) } ?? adjustment
        table = reader.object("lut") { reader in LookupTable(reading: &reader) }
        effects = reader.object("effects") { reader in PictureEffects(reading: &reader) } ?? effects
    }

    var members: [JSONMember] {
        [
            JSONMember(name: "look", value: .array(looks.map(\.json))),
            JSONMember(name: "adjust", value: adjustment.json),
            table.map { JSONMember(name: "lut", value: $0.json) },
            JSONMember(name: "effects", value: effects.json),
        ].compactMap(\.self)
    }
}

extension AppliedLook {
    fileprivate init?(reading reader: inout ObjectReader) {
        let look = reader.choice("name", of: Look.self, required: true)
        let intensity = reader.number("intensity", in: 0...1) ?? 1
        guard let look else { return nil }
        self.init(look, intensity: intensity)
    }

    fileprivate var json: JSONValue {
        .object([
            JSONMember(name: "name", value: .string(look.rawValue)),
            JSONMember(name: "intensity", value: .number(intensity)),
        ])
    }
}

extension ColorAdjustment {
    /// Each slider's name in the document, and its range.
    private static var sliders: [(String, WritableKeyPath<ColorAdjustment, Double>, ClosedRange<Double>)] {
        [
            ("exposure", \.exposure, -1...1), ("temperature", \.temperature, -1...1),
            ("tint", \.tint, -1...1), ("brightness", \.brightness, -1...1),
            ("highlights", \.highlights, -1...1), ("shadows", \.shadows, -1...1),
            ("contrast", \.contrast, -1...1), ("saturation", \.saturation, -1...1),
            ("hue", \.hue, -1...1), ("fade", \.fade, 0...1),
        ]
    }

    fileprivate init(reading reader: inout ObjectReader) {
        self.init()
        for (name, slider, range) in Self.sliders {
            self[keyPath: slider] = reader.number(name, in: range) ?? 0
        }
    }

    fileprivate var json: JSONValue {
        .object(
            Self.sliders.map { name, slider, _ in
                JSONMember(name: name, value: .number(self[keyPath: slider]))
            })
    }
}

extension LookupTable {
    fileprivate init(reading reader: inout ObjectReader) {
        self.init(src: reader.name("src", limit: StoryLimits.pathBytes, required: true) ?? "")
        intensity = reader.number("intensity", in: 0...1) ?? intensity
    }

    fileprivate var json: JSONValue {
        .object([
            JSONMember(name: "src", value: .string(src)),
            JSONMember(name: "intensity", value: .number(intensity)),
        ])
    }
}

extension PictureEffects {
    fileprivate init(reading reader: inout ObjectReader) {
        self.init()
        blur = reader.number("blur", in: 0...1) ?? blur
        vignette = reader.number("vignette", in: 0...1) ?? vignette
        grain = reader.number("grain", in: 0...1) ?? grain
    }

    fileprivate var json: JSONValue {
        .object([
            JSONMember(name: "blur", value: .number(blur)),
            JSONMember(name: "vignette", value: .number(vignette)),
            JSONMember(name: "grain", value: .number(grain)),
        ])
    }
}
