extension StoryTemplate {
    /// A story of plausible values, to see what the template makes.
    ///
    /// A variable has its standard, or a value that its type and limits allow. What shows or plays a file for which
    /// there is no standard becomes a label with the variable's name, or is left out.
    ///
    /// - Throws: ``StoryDocumentError`` if the template makes no valid story of these values.
    public func example() throws(StoryDocumentError) -> StoryReading {
        var values: [String: TemplateValue] = [:]
        var absent: Set<String> = []
        for variable in variables where variable.standard == nil {
            values[variable.name] = variable.plausible
            if variable.kind == .file { absent.insert(variable.name) }
        }
        return try replacingFiles(absent).filled(with: values)
    }

    /// The template without what needs a file that is absent.
    ///
    /// - Parameter absent: names of variables.
    private func replacingFiles(_ absent: Set<String>) -> StoryTemplate {
        guard !absent.isEmpty, case .object(var members) = body else { return self }
        members = members.compactMap { member in
            var member = member
            if KeyAlias.ownName(of: member.name) == "slides", case .array(let slides) = member.value {
                member.value = .array(slides.map { Self.slide($0, without: absent) })
            } else if Self.mentions(member.value, absent) {
                return nil
            }
            return member
        }
        return StoryTemplate(
            variables: variables.filter { !absent.contains($0.name) }, body: .object(members),
            brand: brand)
    }

    private static func slide(_ slide: JSONValue, without absent: Set<String>) -> JSONValue {
        guard case .object(let members) = slide else { return slide }
        var result: [JSONMember] = []
        var labels: [JSONValue] = []
        for var member in members {
            switch (KeyAlias.ownName(of: member.name), member.value) {
            case ("overlays", .array(let overlays)):
                member.value = .array(overlays.map { overlay($0, without: absent) })
            case ("media", .object(let media)) where mentions(member.value, absent):
                // Of what the media say, a background has only the length.
                member.value = .object(media.filter { $0.name == "duration" })
                if let name = firstMention(.object(media), absent) { labels.append(label(name, [])) }
            case (_, let value) where mentions(value, absent): continue
            default: break
            }
            result.append(member)
        }
        guard !labels.isEmpty else { return .object(result) }
        if !result.contains(where: { $0.name == "background" }) {
            result.append(JSONMember(name: "background", value: standIn))
        }
        if let index = result.firstIndex(where: { KeyAlias.ownName(of: $0.name) == "overlays" }),
            case .array(let overlays) = result[index].value
        {
            result[index].value = .array(labels + overlays)
        } else {
            result.append(JSONMember(name: "overlays", value: .array(labels)))
        }
        return .object(result)
    }

    /// A label in place of an overlay that needs an absent file.
    private static func overlay(_ overlay: JSONValue, without absent: Set<String>) -> JSONValue {
        guard let name = firstMention(overlay, absent), case .object(let members) = overlay else {
            return overlay
        }
        let kept = ["x", "y", "anchor", "rotation", "start", "end", "enter", "exit"]
        return label(name, members.filter { kept.contains(KeyAlias.ownName(of: $0.name)) })
    }

    private static func label(_ name: String, _ members: [JSONMember]) -> JSONValue {
        .object([.string("type", "text"), .string("text", name), .string("style", "label")] + members)
    }

    private static let standIn = JSONValue.object([
        JSONMember(
            name: "gradient", value: .object([.strings("colors", ["#868e96", "#343a40"])]))
    ])

    private static func mentions(_ value: JSONValue, _ names: Set<String>) -> Bool {
        firstMention(value, names) != nil
    }

    private static func firstMention(_ value: JSONValue, _ names: Set<String>) -> String? {
        switch value {
        case .string(let text): PlaceholderText(text).names.first(where: names.contains)
        case .array(let elements): elements.lazy.compactMap { firstMention($0, names) }.first
        case .object(let members): members.lazy.compactMap { firstMention($0.value, names) }.first
        case .null, .bool, .number: nil
        }
    }
}

extension TemplateVariable {
    /// A value that the variable takes; nil for a file.
    var plausible: TemplateValue? {
        switch kind {
        case .file: return nil
        case .color: return .color(Color(red: 0xff, green: 0, blue: 0x66))
        case .number:
            guard let range else { return .number(42) }
            return .number(range.contains(42) ? 42 : (range.lowerBound + range.upperBound) / 2)
        case .text:
            let words = name.split(separator: "_").joined(separator: " ")
            let text = words.prefix(1).uppercased() + words.dropFirst()
            return .text(String(text.prefix(maximumLength ?? text.count)))
        }
    }
}
