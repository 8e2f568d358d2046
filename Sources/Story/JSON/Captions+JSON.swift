extension CaptionWord {
    init(reading reader: inout ObjectReader) {
        let allowed = "a word without blanks"
        self.init(
            text: reader.string("text", required: true, allowed: allowed) ?? "?",
            start: reader.number("start", in: 0...StoryLimits.seconds, required: true) ?? 0, end: .infinity)
        if text.isEmpty || text.contains(where: \.isWhitespace) {
            reader.note("text", .badValue, found: JSONValue.string(text).summary, allowed: allowed)
        }
        TextRules.checkControls(text, path: reader.path(of: "text"), problems: reader.problems)
        guard let end = reader.number("end", in: 0...StoryLimits.seconds, required: true) else { return }
        self.end = end
        if end <= start {
            reader.note(
                "end", .outOfRange, found: JSONValue.number(end).summary,
                allowed: "more than start, which is \(JSONValue.number(start).summary)")
        }
    }

    var json: JSONValue {
        .object([
            JSONMember(name: "text", value: .string(text)),
            JSONMember(name: "start", value: .number(start)),
            JSONMember(name: "end", value: .number(end)),
        ])
    }
}

extension Captions {
    /// The most lines that a page may have; more would cover the picture.
    private static let mostLines = 6

    /// - Parameter content: the overlay's text, which must be spoken; nil if unknown.
    init(reading reader: inout ObjectReader, of content: TextContent?) {
        self.init()
        let own = reader.object("captions") { reader in Captions(reading: &reader) }
        switch content {
        case .text, .runs:
            if own != nil {
                reader.note(
                    "captions", .badValue, found: "captions with a text that has no times",
                    allowed: "captions with words or subtitles, which have times")
            }
        case .words, .subtitles, nil: self = own ?? self
        }
    }

    private init(reading reader: inout ObjectReader) {
        self.init()
        mode = reader.choice("mode") ?? mode
        color = reader.color("color")
        background = reader.color("background")
        lines = reader.integer("lines", in: 1...Self.mostLines) ?? lines
    }

    var json: JSONValue {
        .object(
            [
                JSONMember(name: "mode", value: .string(mode.rawValue)),
                color.map { JSONMember(name: "color", value: .string($0.hex)) },
                background.map { JSONMember(name: "background", value: .string($0.hex)) },
                JSONMember(name: "lines", value: .number(Double(lines))),
            ].compactMap(\.self))
    }
}
