/// Writes shapes as JSON Schema (draft 2020-12). Each object shape becomes one definition.
struct SchemaWriter {
    private var names: [ObjectShape: String] = [:]
    private var definitions: [JSONMember] = []

    /// The schema of a document, with all definitions that it refers to.
    ///
    /// - Parameter title: what the document is.
    static func schema(of document: ObjectShape, title: String) -> JSONValue {
        var writer = SchemaWriter()
        let root = writer.object(document, within: "")
        return .object(
            [
                JSONMember("$schema", "https://json-schema.org/draft/2020-12/schema"),
                JSONMember("title", .string(title)),
            ] + root + [
                JSONMember("$defs", .object(writer.definitions + [JSONMember(Self.placeholder, variable)]))
            ])
    }

    /// The definition of a template's variable in place of a value.
    private static let placeholder = "placeholder"
    private static let variable = JSONValue.object([
        JSONMember("type", "string"), JSONMember("description", "a variable of the template"),
        JSONMember("pattern", #"^\{\{ *[A-Za-z_][A-Za-z0-9_]* *\}\}$"#),
    ])

    private mutating func value(_ shape: ValueShape, key: String, within parent: String) -> JSONValue {
        let value = plainValue(shape, key: key, within: parent)
        let takesVariables =
            switch shape {
            case .integer, .number, .numbers, .words: true
            case .string(let string): string.pattern != nil && string.pattern != StringShape.withoutControls
            default: false
            }
        guard takesVariables else { return value }
        return .object([JSONMember("anyOf", .array([value, Self.reference(Self.placeholder)]))])
    }

    private mutating func plainValue(_ shape: ValueShape, key: String, within parent: String) -> JSONValue {
        switch shape {
        case .any(let allowed): return .object([JSONMember("description", .string(allowed))])
        case .bool: return .object([JSONMember("type", "boolean")])
        case .integer(let range):
            return .object([
                JSONMember("type", "integer"), JSONMember("minimum", .number(Double(range.lowerBound))),
                JSONMember("maximum", .number(Double(range.upperBound))),
            ])
        case .number(let range):
            return .object([
                JSONMember("type", "number"), JSONMember("minimum", .number(range.lowerBound)),
                JSONMember("maximum", .number(range.upperBound)),
            ])
        case .numbers(let numbers):
            return .object([JSONMember("enum", .array(numbers.map(JSONValue.number)))])
        case .string(let string): return .object(Self.string(string))
        case .words(let words, let others): return .object(Self.words(words, others))
        case .object(let object): return reference(to: object, key: key, within: parent)
        case .objects(let object, let count):
            let item = key.hasSuffix("s") ? String(key.dropLast()) : key + "Item"
            return Self.array(of: reference(to: object, key: item, within: parent), count)
        case .array(let item, let count):
            return Self.array(of: value(item, key: key, within: parent), count)
        case .table(let item, let keys, let most):
            return .object([
                JSONMember("type", "object"), JSONMember("maxProperties", .number(Double(most))),
                JSONMember("propertyNames", .object(Self.string(keys))),
                JSONMember("additionalProperties", value(item, key: key + "Entry", within: parent)),
            ])
        case .either(let shapes):
            let choices = shapes.map { value($0, key: key, within: parent) }
            return .object([JSONMember("anyOf", .array(choices))])
        }
    }

    private static func string(_ shape: StringShape) -> [JSONMember] {
        [
            JSONMember("type", "string"), JSONMember("description", .string(shape.allowed)),
            shape.length.map { JSONMember("minLength", .number(Double($0.lowerBound))) },
            shape.length.map { JSONMember("maxLength", .number(Double($0.upperBound))) },
            shape.pattern.map { JSONMember("pattern", .string($0)) },
        ].compactMap(\.self)
    }

    private static func words(_ words: [String], _ others: [String]) -> [JSONMember] {
        let own = [JSONMember("enum", .array(words.map(JSONValue.string)))]
        guard !others.isEmpty else { return own }
        let foreign = JSONMember("enum", .array(others.map(JSONValue.string)))
        return [JSONMember("anyOf", .array([.object(own), .object([foreign, deprecated])]))]
    }

    private static func array(of items: JSONValue, _ count: ClosedRange<Int>) -> JSONValue {
        .object([
            JSONMember("type", "array"), JSONMember("minItems", .number(Double(count.lowerBound))),
            JSONMember("maxItems", .number(Double(count.upperBound))), JSONMember("items", items),
        ])
    }

    private static let deprecated = JSONMember("deprecated", .bool(true))
}

extension SchemaWriter {
    private mutating func reference(
        to shape: ObjectShape, key: String, within parent: String
    ) -> JSONValue {
        if let name = names[shape] { return Self.reference(name) }
        let taken = Set(definitions.map(\.name))
        // Two different objects may have the same key in different places.
        let name = taken.contains(key) ? parent + key.prefix(1).uppercased() + key.dropFirst() : key
        names[shape] = name
        let place = definitions.count
        definitions.append(JSONMember(name, .null))
        definitions[place].value = .object(object(shape, within: name))
        return Self.reference(name)
    }

    private static func reference(_ name: String) -> JSONValue {
        .object([JSONMember("$ref", .string("#/$defs/\(name)"))])
    }

    private mutating func object(_ shape: ObjectShape, within name: String) -> [JSONMember] {
        guard let discriminator = shape.discriminator else {
            return object(shape.members, shape.alternatives, within: name)
        }
        let variants = shape.variants.map { variant in
            let members = variant.members.map { member in
                guard member.name == discriminator else { return member }
                return ObjectShape.Member(
                    name: member.name, isRequired: true, value: .words([variant.word], others: []))
            }
            return reference(
                to: ObjectShape(members: members, alternatives: variant.alternatives), key: variant.word,
                within: name)
        }
        return [JSONMember("oneOf", .array(variants))]
    }

    private mutating func object(
        _ members: [ObjectShape.Member], _ alternatives: [[String]], within name: String
    ) -> [JSONMember] {
        var properties: [JSONMember] = []
        var required: [JSONValue] = []
        var rules = alternatives.map { one(of: $0, isRequired: true) }
        let own = Set(members.map(\.name))
        for member in members {
            let schema = value(member.value, key: member.name, within: name)
            properties.append(JSONMember(member.name, schema))
            let aliases = KeyAlias.names(for: member.name).filter { !own.contains($0) }
            properties += aliases.map { JSONMember($0, Self.alias(of: member.name, within: name)) }
            if !aliases.isEmpty {
                rules.append(one(of: [member.name] + aliases, isRequired: member.isRequired))
            } else if member.isRequired {
                required.append(.string(member.name))
            }
        }
        return [
            JSONMember("type", "object"),
            required.isEmpty ? nil : JSONMember("required", .array(required)),
            JSONMember("properties", .object(properties)),
            JSONMember("additionalProperties", .bool(false)),
            rules.isEmpty ? nil : JSONMember("allOf", .array(rules)),
        ].compactMap(\.self)
    }

    /// A reference to another property of the object with this name, or of the document if the name is empty.
    private static func alias(of property: String, within name: String) -> JSONValue {
        let object = name.isEmpty ? "#" : "#/$defs/\(name)"
        return .object([JSONMember("$ref", .string("\(object)/properties/\(property)")), deprecated])
    }

    /// The rule that exactly one of some members is present, or at most one.
    private mutating func one(of keys: [String], isRequired: Bool) -> JSONValue {
        let name = ([isRequired ? "one-of" : "at-most-one-of"] + keys).joined(separator: "-")
        if !definitions.contains(where: { $0.name == name }) {
            let present = keys.map { key in
                JSONValue.object([JSONMember("required", .array([.string(key)]))])
            }
            let absent = JSONValue.object([
                JSONMember("not", .object([JSONMember("anyOf", .array(present))]))
            ])
            let choices = isRequired ? present : [absent] + present
            definitions.append(JSONMember(name, .object([JSONMember("oneOf", .array(choices))])))
        }
        return Self.reference(name)
    }
}

extension JSONMember {
    fileprivate init(_ name: String, _ value: JSONValue) { self.init(name: name, value: value) }
}

extension JSONValue: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self = .string(text) }
}
