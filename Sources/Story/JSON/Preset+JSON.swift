extension Preset {
    /// Reads a preset from JSON text, strictly. It accepts what `storymedia presets --json` prints.
    ///
    /// - Throws: ``StoryDocumentError`` with every problem of the text at once.
    public init(json bytes: [UInt8]) throws(StoryDocumentError) {
        self = try ObjectReader.read(json: bytes) { reader in Preset(reading: &reader) }
    }

    /// JSON text that is the same for equal presets, with defaults written out.
    public var canonicalJSON: String { json.canonicalText }

    /// From the screen of a watch to the largest side in H.264 level 5.2.
    private static let sides = 64...4096

    fileprivate init(reading reader: inout ObjectReader) {
        let source = reader.line("source", required: true) ?? ""
        let longest = reader.number("maximumSeconds", in: 0.1...StoryLimits.seconds, required: true) ?? 15
        self.init(
            name: reader.name("name", limit: StoryLimits.presetNameBytes, required: true) ?? "",
            width: reader.evenSide("width", in: Self.sides),
            height: reader.evenSide("height", in: Self.sides),
            frameRate: reader.integer("frameRate", in: 1...120) ?? 30,
            maximumSeconds: longest,
            photoSeconds: reader.number("photoSeconds", in: 0.1...StoryLimits.seconds) ?? min(5, longest),
            groupOfPicturesSeconds: reader.number("groupOfPicturesSeconds", in: 0.1...10) ?? 2,
            maximumVideoBitRate: reader.integer("maximumVideoBitRate", in: 100_000...240_000_000)
                ?? 25_000_000,
            audioBitRate: reader.integer("audioBitRate", in: 32_000...512_000) ?? 128_000,
            maximumBytes: reader.bytes("maximumBytes"),
            safeZone: reader.object("safeZone") { reader in SafeZone(reading: &reader) },
            requirements: reader.object("requirements") { reader in Requirements(reading: &reader) },
            source: source)
        if photoSeconds > maximumSeconds {
            reader.note(
                "photoSeconds", .outOfRange, found: JSONValue.number(photoSeconds).summary,
                allowed: "at most maximumSeconds, which is \(JSONValue.number(maximumSeconds).summary)")
        }
    }

    var json: JSONValue {
        .object(
            [
                JSONMember(name: "name", value: .string(name)),
                JSONMember(name: "source", value: .string(source)),
                JSONMember(name: "width", value: .number(Double(width))),
                JSONMember(name: "height", value: .number(Double(height))),
                JSONMember(name: "frameRate", value: .number(Double(frameRate))),
                JSONMember(name: "maximumSeconds", value: .number(maximumSeconds)),
                JSONMember(name: "photoSeconds", value: .number(photoSeconds)),
                JSONMember(name: "groupOfPicturesSeconds", value: .number(groupOfPicturesSeconds)),
                JSONMember(name: "maximumVideoBitRate", value: .number(Double(maximumVideoBitRate))),
                JSONMember(name: "audioBitRate", value: .number(Double(audioBitRate))),
                maximumBytes.map { JSONMember(name: "maximumBytes", value: .number(Double($0))) },
                safeZone.map { JSONMember(name: "safeZone", value: $0.json) },
                JSONMember(name: "requirements", value: requirements.json),
            ].compactMap(\.self))
    }
}

extension SafeZone {
    fileprivate init(reading reader: inout ObjectReader) {
        // The space between two opposite insets must not be empty.
        let across = 0...Self.referenceWidth / 2 - 1
        let along = 0...Self.referenceHeight / 2 - 1
        self.init(
            top: reader.integer("top", in: along, required: true) ?? 0,
            bottom: reader.integer("bottom", in: along, required: true) ?? 0,
            left: reader.integer("left", in: across, required: true) ?? 0,
            right: reader.integer("right", in: across, required: true) ?? 0,
            source: reader.line("source", required: true) ?? "")
    }

    fileprivate var json: JSONValue {
        .object([
            JSONMember(name: "top", value: .number(Double(top))),
            JSONMember(name: "bottom", value: .number(Double(bottom))),
            JSONMember(name: "left", value: .number(Double(left))),
            JSONMember(name: "right", value: .number(Double(right))),
            JSONMember(name: "source", value: .string(source)),
        ])
    }
}

extension ObjectReader {
    /// Reads a preset, or the name of one.
    mutating func preset(_ name: String) -> Preset? {
        objectOrWord(name, Preset.all.map(\.name)) { reader in
            Preset(reading: &reader)
        } meaning: { word, _ in
            Preset.named(word)
        }
    }

    /// Reads a side in pixels. It must be even, because 4:2:0 has one chroma sample for two luma samples.
    fileprivate mutating func evenSide(_ name: String, in range: ClosedRange<Int>) -> Int {
        let side = integer(name, in: range, required: true) ?? range.lowerBound
        if !side.isMultiple(of: 2) {
            note(name, .badValue, found: "\(side)", allowed: "an even number")
        }
        return side
    }
}

extension Preset {
    /// The preset's name if that identifies it, otherwise the whole preset.
    var reference: JSONValue {
        Preset.named(name) == self ? .string(name) : json
    }
}
