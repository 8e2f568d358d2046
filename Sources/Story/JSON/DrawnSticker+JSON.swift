extension DrawnSticker {
    init(_ content: StickerContent, reading reader: inout ObjectReader) {
        self.init(content)
        if content.hasColors {
            theme = reader.choice("theme") ?? theme
            color = reader.color("color")
        }
        placement = Placement(reading: &reader, standard: placement)
        presence = Presence(reading: &reader)
    }

    var members: [JSONMember] {
        let type = JSONMember(name: "type", value: .string(content.kind.rawValue))
        let colors = [
            JSONMember(name: "theme", value: .string(theme.rawValue)),
            color.map { JSONMember(name: "color", value: .string($0.hex)) },
        ].compactMap(\.self)
        return [type] + content.members + (content.hasColors ? colors : []) + placement.members
            + presence.members
    }
}
