extension Transition {
    /// - Parameter writes: whether the overlay has letters that a typewriter could write.
    init(reading reader: inout ObjectReader, writes: Bool) {
        self.init()
        animation = reader.choice("animation", required: true) ?? animation
        duration = reader.number("duration", in: 0...60) ?? duration
        easing = reader.choice("easing")
        let unit: Unit? = reader.choice("by")
        if animation == .typewriter, !writes {
            reader.note(
                "animation", .badValue, found: "\"typewriter\" for an overlay that has no text of its own",
                allowed: Animation.allCases.filter { $0 != .typewriter }.map(\.rawValue)
                    .joined(separator: ", "))
        }
        if let unit, animation != .typewriter {
            reader.note(
                "by", .badValue, found: "\"\(unit.rawValue)\" with \"\(animation.rawValue)\"",
                allowed: "by with the animation typewriter only")
        }
        self.unit = unit ?? self.unit
    }

    var json: JSONValue {
        .object(
            [
                JSONMember(name: "animation", value: .string(animation.rawValue)),
                JSONMember(name: "duration", value: .number(duration)),
                easing.map { JSONMember(name: "easing", value: .string($0.rawValue)) },
                animation == .typewriter ? JSONMember(name: "by", value: .string(unit.rawValue)) : nil,
            ].compactMap(\.self))
    }
}

extension ObjectReader {
    /// Reads a transition: an animation's name, or an object.
    ///
    /// - Parameter writes: whether the overlay has letters that a typewriter could write.
    mutating func transition(_ name: String, writes: Bool) -> Transition? {
        objectOrWord(name, Transition.Animation.self, as: "animation") { reader in
            Transition(reading: &reader, writes: writes)
        }
    }
}
