extension ObjectReader {
    /// Reads a transition between slides: its kind, or an object.
    mutating func slideTransition(_ name: String) -> SlideTransition? {
        objectOrWord(name, SlideTransition.Kind.self, as: "kind") { reader in
            SlideTransition(reading: &reader)
        }
    }
}

extension SlideTransition {
    fileprivate init(reading reader: inout ObjectReader) {
        self.init(.cut)
        kind = reader.choice("kind", required: true) ?? kind
        let duration = reader.number("duration", in: Self.durations)
        easing = reader.word("easing", of: Self.easings.map(\.rawValue)).flatMap(Easing.init)
        self.duration = duration ?? self.duration
        guard kind == .cut, reader.values["kind"] != nil else { return }
        for (name, isThere) in [("duration", duration != nil), ("easing", easing != nil)] where isThere {
            reader.note(
                name, .badValue, found: "a \(name) of a cut, which takes no time",
                allowed: "\(name) with another kind, such as fade")
        }
    }

    var json: JSONValue {
        var members = [JSONMember(name: "kind", value: .string(kind.rawValue))]
        if kind != .cut {
            members.append(JSONMember(name: "duration", value: .number(duration)))
            if let easing { members.append(JSONMember(name: "easing", value: .string(easing.rawValue))) }
        }
        return .object(members)
    }
}
