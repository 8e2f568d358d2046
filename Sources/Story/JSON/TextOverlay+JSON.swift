extension TextOverlay {
    init(reading reader: inout ObjectReader) {
        let content = TextContent(reading: &reader)
        self.init(content: content ?? .text(""))
        style = TextStyle(reading: &reader)
        // The words of a subtitle file are not known here.
        let words: [TextWord]? = if case .subtitles = content { nil } else { content?.separateWords }
        highlight = reader.object("highlight") { reader in TextHighlight(reading: &reader, words: words) }
        entityColor = reader.object("entities") { reader in reader.color("color", required: true) } ?? nil
        captions = Captions(reading: &reader, of: content)
        fit = reader.choice("fit") ?? fit
        maxHeight = reader.number("maxHeight", in: 0.01...2)
        placement = Placement(reading: &reader, standard: placement)
        presence = Presence(reading: &reader, writes: true)
    }

    var members: [JSONMember] {
        var own = [
            JSONMember(name: "type", value: .string(Overlay.Kind.text.rawValue)), content.member,
        ]
        if content.isSpoken { own.append(JSONMember(name: "captions", value: captions.json)) }
        let optional = [
            highlight.map { JSONMember(name: "highlight", value: $0.json) },
            entityColor.map {
                JSONMember(
                    name: "entities",
                    value: .object([JSONMember(name: "color", value: .string($0.hex))]))
            },
            JSONMember(name: "fit", value: .string(fit.rawValue)),
            maxHeight.map { JSONMember(name: "maxHeight", value: .number($0)) },
        ]
        return own + style.members + optional.compactMap(\.self) + placement.members + presence.members
    }
}
