extension EmojiSticker {
    init(reading reader: inout ObjectReader) {
        self.init(emoji: reader.emoji("emoji") ?? "")
    }
}

extension ObjectReader {
    /// Reads one emoji, with its skin tone, family or flag.
    mutating func emoji(_ key: String) -> String? {
        word(key, required: true, allowed: "one emoji, such as \"🔥\"") { text in
            guard text.count == 1, let first = text.unicodeScalars.first, text.unicodeScalars.count <= 32,
                first.properties.isEmoji
            else { return nil }
            if first.properties.isEmojiPresentation || text.unicodeScalars.count > 1 { return text }
            // ASCII digits and signs count as emoji, but stand for themselves without the scalars that make keycaps of
            // them. Others, such as the heart, are text unless VARIATION SELECTOR-16 follows.
            return first.isASCII ? nil : text + "\u{fe0f}"
        }
    }
}

extension ArrowSticker {
    init(reading reader: inout ObjectReader) {
        self.init(
            direction: reader.choice("direction", required: true) ?? .up, label: reader.line("label"))
    }

    var members: [JSONMember] {
        [.string("direction", direction.rawValue), label.map { .string("label", $0) }].compactMap(\.self)
    }
}

extension CountdownSticker {
    init(reading reader: inout ObjectReader) {
        self.init(
            title: reader.line("title", required: true) ?? "",
            endsAt: reader.moment("endsAt", required: true) ?? Moment(seconds: 0, offsetMinutes: 0),
            at: reader.moment("at"))
    }

    var members: [JSONMember] {
        [.string("title", title), .string("endsAt", endsAt.text), at.map { .string("at", $0.text) }]
            .compactMap(\.self)
    }
}

extension TimeSticker {
    init(reading reader: inout ObjectReader) {
        self.init(
            format: reader.choice("format", required: true) ?? .time,
            at: reader.moment("at", required: true) ?? Moment(seconds: 0, offsetMinutes: 0))
        // The zone's clock shows the moment, whatever clock it was written by.
        if let offset = reader.offset("zone") { at = at.told(offsetMinutes: offset) }
    }

    var members: [JSONMember] { [.string("format", format.rawValue), .string("at", at.text)] }
}
