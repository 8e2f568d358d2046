/// Checks that nothing but variables for files names a story's files: a text from a table must never choose what is read.
struct FileNameCheck {
    /// The places that mention other variables, and one of the variables, by ``place(_:)``.
    private var others: [String: String] = [:]

    /// - Parameter body: the template's document, before it is filled in.
    init(_ body: JSONValue, _ variables: [TemplateVariable]) {
        look(at: body, path: "$", Set(variables.filter { $0.kind != .file }.map(\.name)))
    }

    private mutating func look(at value: JSONValue, path: String, _ names: Set<String>) {
        switch value {
        case .string(let text):
            if let name = PlaceholderText(text).names.first(where: names.contains) {
                others[Self.place(path)] = name
            }
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                look(at: element, path: "\(path)[\(index)]", names)
            }
        case .object(let members):
            for member in members {
                look(at: member.value, path: "\(path).\(KeyAlias.ownName(of: member.name))", names)
            }
        case .null, .bool, .number: break
        }
    }

    /// Everything that is wrong with the files of the story that the template became.
    func problems(of files: [FileReference]) -> [StoryProblem] {
        files.compactMap { file in
            others[Self.place(file.path)].map { name in
                StoryProblem(
                    path: file.path, rule: .badValue, found: "{{\(name)}}, which is not a variable for files",
                    allowed: "a variable of type file")
            }
        }
    }

    /// A place in one form, since a story may write one file or a list of files, and a file as a name or as an object.
    private static func place(_ path: String) -> String {
        let place = path.replacing("[0]", with: "")
        return place.hasSuffix(".src") ? String(place.dropLast(4)) : place
    }
}
