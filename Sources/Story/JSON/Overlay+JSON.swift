extension Overlay {
    /// Nil if the type is unknown.
    init?(reading reader: inout ObjectReader) {
        switch reader.choice("type", of: Kind.self, required: true) {
        case .text: self = .text(TextOverlay(reading: &reader))
        case .sticker: self = .sticker(StickerOverlay(reading: &reader))
        case let kind?:
            guard let content = StickerContent(kind, reading: &reader) else { return nil }
            self = .drawn(DrawnSticker(content, reading: &reader))
        case nil:
            // The valid keys depend on the type.
            reader.ignoreOthers()
            return nil
        }
    }

    /// The overlay as a story document writes it.
    var json: JSONValue {
        switch self {
        case .text(let text): .object(text.members)
        case .sticker(let sticker): .object(sticker.members)
        case .drawn(let sticker): .object(sticker.members)
        }
    }
}

extension StickerOverlay {
    fileprivate init(reading reader: inout ObjectReader) {
        self.init(src: reader.picture("src", required: true) ?? "")
        loop = reader.bool("loop") ?? loop
        placement = Placement(reading: &reader, standard: placement)
        presence = Presence(reading: &reader)
    }

    fileprivate var members: [JSONMember] {
        [
            JSONMember(name: "type", value: .string(Overlay.Kind.sticker.rawValue)),
            JSONMember(name: "src", value: .string(src)),
            JSONMember(name: "loop", value: .bool(loop)),
        ] + placement.members + presence.members
    }
}

extension Placement {
    /// An overlay may lie partly outside the canvas, and may begin or end a whole canvas away from it.
    init(reading reader: inout ObjectReader, standard: Placement) {
        self = standard
        x = reader.animated("x", in: -1...2) ?? x
        y = reader.animated("y", in: -1...2) ?? y
        anchor = reader.choice("anchor") ?? anchor
        width = reader.number("width", in: 0.01...2) ?? width
        scale = reader.animated("scale", in: 0...StoryLimits.scale) ?? scale
        rotation = reader.animated("rotation", in: -3600...3600) ?? rotation
    }

    var members: [JSONMember] {
        [
            JSONMember(name: "x", value: x.json),
            JSONMember(name: "y", value: y.json),
            JSONMember(name: "anchor", value: .string(anchor.rawValue)),
            JSONMember(name: "width", value: .number(width)),
            JSONMember(name: "scale", value: scale.json),
            JSONMember(name: "rotation", value: rotation.json),
        ]
    }
}

extension Presence {
    /// - Parameter writes: whether the overlay has letters that a typewriter could write.
    init(reading reader: inout ObjectReader, writes: Bool = false) {
        self.init()
        start = reader.number("start", in: 0...StoryLimits.seconds) ?? start
        end = reader.number("end", in: 0...StoryLimits.seconds)
        if let end, end <= start {
            reader.note(
                "end", .outOfRange, found: JSONValue.number(end).summary,
                allowed: "more than start, which is \(JSONValue.number(start).summary)")
        }
        opacity = reader.animated("opacity", in: 0...1) ?? opacity
        enter = reader.transition("enter", writes: writes) ?? enter
        cycle =
            reader.objectOrWord("cycle", Cycle.Animation.self, as: "animation") { reader in
                Cycle(reading: &reader)
            } ?? cycle
        exit = reader.transition("exit", writes: writes) ?? exit
    }

    var members: [JSONMember] {
        [
            JSONMember(name: "start", value: .number(start)),
            end.map { JSONMember(name: "end", value: .number($0)) },
            JSONMember(name: "opacity", value: opacity.json),
            JSONMember(name: "enter", value: enter.json),
            JSONMember(name: "cycle", value: cycle.json),
            JSONMember(name: "exit", value: exit.json),
        ].compactMap(\.self)
    }
}
