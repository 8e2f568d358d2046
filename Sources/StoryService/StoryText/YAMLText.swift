internal import Story
internal import Yams

/// A text of YAML 1.2 that says no more than JSON could.
///
/// Anchors, aliases, tags and several documents are refused: a story has no use for them, and a few lines
/// of aliases are as much as gigabytes of text.
struct YAMLText {
    let value: JSONValue

    private static let allowed = "YAML 1.2 of plain values, lists and mappings"

    /// - Throws: `StoryDocumentError` with each place that is not YAML, or more than JSON could say.
    init(_ bytes: [UInt8]) throws(StoryDocumentError) {
        guard bytes.count <= StoryLimits.documentBytes else {
            throw Self.error(
                "\(bytes.count) bytes of text are more than the limit of \(StoryLimits.documentBytes)")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Self.error("text that is not valid UTF-8", Self.firstInvalidLine(of: bytes))
        }
        if let alias = YAMLAliases.first(in: bytes) {
            throw Self.error(YAMLAliases.refusal, (line: alias.line, column: alias.column))
        }
        var builder = JSONBuilder()
        do {
            // Nothing is resolved by the library: its rules are those of YAML 1.1, where `no` is false.
            let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            guard let root = try parser.singleRoot() else { throw Self.error("an empty text") }
            value = builder.value(of: root)
            // Nodes do not hold their anchors; the parser does.
            withExtendedLifetime(parser) {}
        } catch let error as YamlError {
            throw Self.error(error, in: text)
        } catch let error as StoryDocumentError {
            throw error
        } catch {
            throw Self.error("\(error)")
        }
        guard builder.problems.isEmpty else { throw StoryDocumentError(problems: builder.problems) }
    }

    fileprivate static func problem(
        _ message: String, _ place: (line: Int, column: Int)?
    ) -> StoryProblem {
        StoryProblem(
            path: "$", rule: .syntax, found: message, allowed: allowed, line: place?.line ?? 1,
            column: place?.column ?? 1)
    }

    private static func error(
        _ message: String, _ place: (line: Int, column: Int)? = nil
    ) -> StoryDocumentError {
        StoryDocumentError(problems: [problem(message, place)])
    }

    private static func error(_ error: YamlError, in text: String) -> StoryDocumentError {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let words = [problem, context?.text].compactMap(\.self).joined(separator: " ")
            return self.error(words, place(of: mark, in: text))
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.map { JSONValue.string($0).summary }.joined(separator: ", ")
            return self.error(
                "the key \(names) occurs twice in one mapping",
                (line: context.mark.line, column: context.mark.column))
        case .reader(let problem, let offset, _, _):
            return self.error(problem, place(after: text.prefix(offset ?? 0)))
        default: return self.error(error.description)
        }
    }

    private static func place(after text: Substring) -> (line: Int, column: Int) {
        let scalars = text.unicodeScalars
        let line = scalars.count { $0 == "\n" } + 1
        return (line: line, column: scalars.reversed().prefix { $0 != "\n" }.count + 1)
    }

    /// The library finds what is missing at the end on the line after it.
    private static func place(of mark: Mark, in text: String) -> (line: Int, column: Int) {
        let end = place(after: text[...])
        return mark.line > end.line ? end : (line: mark.line, column: mark.column)
    }

    private static func firstInvalidLine(of bytes: [UInt8]) -> (line: Int, column: Int)? {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let index = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
        return index.map { (line: $0 + 1, column: 1) }
    }
}

/// Makes a JSON value of the nodes of a YAML text.
private struct JSONBuilder {
    var problems: [StoryProblem] = []
    private var depth = 0

    private mutating func note(_ message: String, at node: Node) {
        guard problems.count < StoryLimits.problems else { return }
        problems.append(YAMLText.problem(message, node.mark.map { (line: $0.line, column: $0.column) }))
    }

    mutating func value(of node: Node) -> JSONValue {
        if node.anchor != nil { note(YAMLAliases.refusal, at: node) }
        switch node {
        case .scalar(let scalar): return value(of: scalar, node)
        case .sequence(let sequence):
            noteTag(sequence.tag, besides: .seq, at: node)
            return nested(node) { builder in
                .array(sequence.map { builder.value(of: $0) })
            }
        case .mapping(let mapping):
            noteTag(mapping.tag, besides: .map, at: node)
            return nested(node) { builder in
                .object(
                    mapping.map { JSONMember(name: builder.key($0.key), value: builder.value(of: $0.value)) })
            }
        case .alias:
            note(YAMLAliases.refusal, at: node)
            return .null
        }
    }

    private mutating func nested(_ node: Node, _ body: (inout JSONBuilder) -> JSONValue) -> JSONValue {
        guard depth < StoryLimits.nestingDepth else {
            note("nested more than \(StoryLimits.nestingDepth) deep", at: node)
            return .null
        }
        depth += 1
        defer { depth -= 1 }
        return body(&self)
    }

    private mutating func noteTag(_ tag: Tag, besides plain: Tag.Name, at node: Node) {
        guard !tag.rawValue.isEmpty, tag.rawValue != plain.rawValue else { return }
        note("the tag \(JSONValue.string(tag.rawValue).summary), which a story cannot have", at: node)
    }

    private mutating func key(_ node: Node) -> String {
        if node.anchor != nil { note(YAMLAliases.refusal, at: node) }
        guard case .scalar(let scalar) = node else {
            note("a key that is \(node.sequence == nil ? "a mapping" : "a list")", at: node)
            return ""
        }
        noteTag(scalar.tag, besides: .str, at: node)
        return scalar.string
    }

    private mutating func value(of scalar: Node.Scalar, _ node: Node) -> JSONValue {
        noteTag(scalar.tag, besides: .str, at: node)
        guard scalar.style == .plain, scalar.tag.rawValue.isEmpty else { return .string(scalar.string) }
        switch YAMLScalar(plain: scalar.string) {
        case .value(let value): return value
        case .unlimited:
            note("a number too large to hold", at: node)
            return .null
        }
    }
}
