extension ObjectReader {
    /// The word for a transition between slides, or an object that says more of it.
    mutating func slideTransition(_ name: String) -> SlideTransition? {
        let words = SlideTransition.Kind.allCases.map(\.rawValue)
        let allowed = words.joined(separator: ", ") + " or an object"
        if records(
            name,
            .either([
                .words(words, others: []),
                .object(ShapeRecorder.shape { reader in SlideTransition(reading: &reader) }),
            ]))
        {
            return nil
        }
        guard let value = value(name, allowed: allowed) else { return nil }
        switch value {
        case .string(let word):
            if let kind = SlideTransition.Kind(rawValue: word) { return SlideTransition(kind) }
            note(
                name, .badValue, found: value.summary, allowed: allowed,
                suggestion: Suggestion.nearest(to: word, among: words).map { "\"\($0)\"" })
        case .object:
            return ObjectReader.read(value, path: path(of: name), problems: problems) { reader in
                SlideTransition(reading: &reader)
            }
        default: note(name, .wrongType, found: value.summary, allowed: allowed)
        }
        return nil
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
