/// A story document with variables, from which stories are made by filling them in.
///
/// Values are data: a value is put into one text, colour, number or file name of the document, and nothing in it is read
/// as a placeholder, a key or markup.
public struct StoryTemplate: Hashable, Sendable {
    /// In the order of the document.
    public let variables: [TemplateVariable]
    /// The document without its variables.
    let body: JSONValue
    /// The kit of the story's brand; nil if it has none.
    package var brand: BrandKit?

    /// Reads the variables of a document, and checks that the document mentions each, and no other.
    ///
    /// - Returns: nil if the document has no variables.
    /// - Throws: ``StoryDocumentError`` with every problem of the variables.
    package init?(_ document: JSONValue) throws(StoryDocumentError) {
        guard case .object(var members) = document,
            let index = members.firstIndex(where: { $0.name == Self.key })
        else { return nil }
        let problems = ProblemList()
        let variables = Self.variables(members.remove(at: index).value, problems)
        body = .object(members)
        self.variables = variables
        var mentions = Mentions(variables, problems)
        mentions.look(at: body, path: "$")
        for variable in variables where !mentions.names.contains(variable.name) {
            problems.add(
                StoryProblem(
                    path: "$.\(Self.key).\(variable.name)", rule: .badValue,
                    found: "a variable that the story does not mention",
                    allowed: "{{\(variable.name)}} somewhere in the story, or no such variable"))
        }
        guard problems.isEmpty else { throw StoryDocumentError(problems: problems.all) }
    }

    init(variables: [TemplateVariable], body: JSONValue, brand: BrandKit?) {
        self.variables = variables
        self.body = body
        self.brand = brand
    }

    /// The member that holds the variables.
    static let key = "variables"
    /// The most variables of a template.
    static let limit = 100

    private static func variables(_ value: JSONValue, _ problems: ProblemList) -> [TemplateVariable] {
        guard case .object(let members) = value, members.count <= limit else {
            problems.add(
                StoryProblem(
                    path: "$.\(key)", rule: .wrongType, found: value.summary,
                    allowed: "an object of at most \(limit) variables"))
            return []
        }
        return members.compactMap { member in
            let path = "$.\(key).\(member.name)"
            guard TemplateVariable.isName(member.name) else {
                problems.add(
                    StoryProblem(
                        path: "$.\(key)", rule: .badValue, found: JSONValue.string(member.name).summary,
                        allowed: TemplateVariable.allowedNames))
                return nil
            }
            return ObjectReader.read(member.value, path: path, problems: problems) { reader in
                TemplateVariable(member.name, reading: &reader)
            } ?? nil
        }
    }

    /// The variable of a name; nil if there is no such variable.
    public subscript(name: String) -> TemplateVariable? { variables.first { $0.name == name } }

    /// Fills in the variables.
    ///
    /// - Parameters:
    ///   - values: by the variables' names; a variable without a value has its standard.
    ///   - joining: joins the slides, whatever the document says.
    /// - Throws: ``StoryDocumentError`` with every value that is missing or unknown, and with every problem of the story
    ///   that results.
    public func filled(
        with values: [String: TemplateValue], joining: Bool = false
    ) throws(StoryDocumentError) -> StoryReading {
        let problems = ProblemList()
        var all: [String: TemplateValue] = [:]
        for variable in variables {
            all[variable.name] = values[variable.name] ?? variable.standard
            if all[variable.name] == nil {
                problems.add(
                    StoryProblem(
                        path: variable.name, rule: .missingKey, found: "nothing", allowed: variable.allowed))
            }
        }
        for name in values.keys.sorted() where self[name] == nil {
            problems.add(
                StoryProblem(
                    path: name, rule: .unknownKey, found: "\"\(name)\"",
                    allowed: variables.map(\.name).joined(separator: ", "),
                    suggestion: Suggestion.nearest(to: name, among: variables.map(\.name))))
        }
        guard problems.isEmpty else { throw StoryDocumentError(problems: problems.all) }
        let reading = try StoryReading(filled: Self.fill(body, all), joining: joining, brand: brand)
        let wrong = FileNameCheck(body, variables).problems(of: reading.document.files)
        guard wrong.isEmpty else { throw StoryDocumentError(problems: wrong) }
        return reading
    }

    private static func fill(_ value: JSONValue, _ values: [String: TemplateValue]) -> JSONValue {
        switch value {
        case .string(let text):
            let text = PlaceholderText(text)
            if let name = text.only, let value = values[name] { return value.json }
            return .string(
                text.parts.map { part in
                    switch part {
                    case .text(let text): text
                    case .placeholder(let name): values[name]?.text ?? ""
                    }
                }.joined())
        case .array(let elements): return .array(elements.map { fill($0, values) })
        case .object(let members):
            return .object(members.map { JSONMember(name: $0.name, value: fill($0.value, values)) })
        case .null, .bool, .number: return value
        }
    }
}

/// Finds what a template's document mentions.
private struct Mentions {
    private let variables: [TemplateVariable]
    private let problems: ProblemList
    private(set) var names: Set<String> = []

    init(_ variables: [TemplateVariable], _ problems: ProblemList) {
        self.variables = variables
        self.problems = problems
    }

    mutating func look(at value: JSONValue, path: String) {
        switch value {
        case .string(let text): look(at: PlaceholderText(text), path)
        case .array(let elements):
            for (index, element) in elements.enumerated() { look(at: element, path: "\(path)[\(index)]") }
        case .object(let members):
            for member in members { look(at: member.value, path: "\(path).\(member.name)") }
        case .null, .bool, .number: break
        }
    }

    private mutating func look(at text: PlaceholderText, _ path: String) {
        for name in text.names {
            guard let variable = variables.first(where: { $0.name == name }) else {
                problems.add(
                    StoryProblem(
                        path: path, rule: .badValue, found: "{{\(name)}}, which is no variable",
                        allowed: variables.map { "{{\($0.name)}}" }.joined(separator: ", "),
                        suggestion: Suggestion.nearest(to: name, among: variables.map(\.name)).map {
                            "{{\($0)}}"
                        }))
                continue
            }
            names.insert(name)
            if variable.kind == .file, text.only == nil {
                problems.add(
                    StoryProblem(
                        path: path, rule: .badValue, found: "the file {{\(name)}} within a longer text",
                        allowed: "{{\(name)}} alone, in place of a file's name"))
            }
        }
    }
}
