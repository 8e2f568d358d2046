internal import Story

/// Parses the tokens of a YAML text into a value, by the productions of YAML 1.2.2, chapters 7 to 9.
///
/// Where YAML goes beyond JSON, the parser records a problem and continues, so that it finds all of them.
struct YAMLParser {
    /// A node as it is written.
    struct Node {
        enum Content {
            case scalar(String, isPlain: Bool)
            case list([JSONValue])
            case mapping([JSONMember])
            /// The parser has refused the content already.
            case nothing
        }

        var content: Content
        let mark: YAMLMark

        static func empty(at mark: YAMLMark) -> Node {
            Node(content: .scalar("", isPlain: true), mark: mark)
        }
    }

    var scanner: YAMLScanner
    private(set) var problems: [YAMLSyntaxError] = []
    private var depth = 0

    static let aliasRefusal = "an anchor or alias, which a story cannot have: write the value out"

    init(_ bytes: [UInt8]) throws(YAMLSyntaxError) {
        scanner = try YAMLScanner(bytes)
    }

    mutating func note(_ message: String, at mark: YAMLMark) {
        guard problems.count < StoryLimits.problems else { return }
        problems.append(YAMLSyntaxError(message: message, mark: mark))
    }

    /// Takes the next token if it is of this kind.
    mutating func consume(_ kind: YAMLToken.Kind) throws(YAMLSyntaxError) -> Bool {
        guard try scanner.peek().kind == kind else { return false }
        scanner.advance()
        return true
    }

    // MARK: Documents

    /// Reads a text that is a single document.
    mutating func document() throws(YAMLSyntaxError) -> JSONValue {
        let first = try scanner.peek()
        if first.kind == .end { throw scanner.error("an empty text", at: YAMLMark()) }
        var root = Node.empty(at: first.mark)
        if first.kind == .versionDirective || first.kind == .documentStart {
            if try consume(.versionDirective), try scanner.peek().kind == .versionDirective {
                throw scanner.error("found duplicate %YAML directive", at: try scanner.peek().mark)
            }
            try expectDocumentStart()
            switch try scanner.peek().kind {
            case .versionDirective, .documentStart, .documentEnd, .end: break
            default: root = try node(.block)
            }
        } else {
            root = try node(.block)
        }
        while try consume(.documentEnd) {}
        let next = try scanner.peek()
        switch next.kind {
        case .end: return value(of: root)
        case .versionDirective, .documentStart:
            throw scanner.error("found another document where a single one is expected", at: next.mark)
        default: throw scanner.error("did not find expected <document start>", at: next.mark)
        }
    }

    private mutating func expectDocumentStart() throws(YAMLSyntaxError) {
        let token = try scanner.peek()
        guard try consume(.documentStart) else {
            throw scanner.error("did not find expected <document start>", at: token.mark)
        }
    }

    // MARK: Nodes

    /// The surroundings of a node, which decide how it may be written.
    enum Context {
        /// In brackets.
        case flow
        case block
        /// In a mapping, where a list's entries need no indentation.
        case blockMember
    }

    mutating func node(_ context: Context) throws(YAMLSyntaxError) -> Node {
        let mark = try scanner.peek().mark
        let tag = try properties()
        let token = try scanner.peek()
        let node: Node
        switch token.kind {
        case .alias where token.mark == mark:
            scanner.advance()
            note(Self.aliasRefusal, at: mark)
            return Node(content: .nothing, mark: mark)
        case .scalar(let text, let isPlain):
            guard !CombiningMarks.areTooMany(in: text) else {
                throw scanner.error(CombiningMarks.refusal, at: token.mark)
            }
            scanner.advance()
            let isWord = isPlain && tag != "!!str"
            node = Node(content: .scalar(text, isPlain: isWord), mark: mark)
        case .flowSequenceStart, .flowMappingStart: node = try collection(token.kind, at: mark)
        case .blockSequenceStart where context != .flow, .blockMappingStart where context != .flow:
            node = try collection(token.kind, at: mark)
        case .blockEntry where context == .blockMember: node = try collection(token.kind, at: mark)
        default:
            guard mark != token.mark else {
                let place = context == .flow ? "a flow node" : "a block node"
                throw scanner.error("did not find expected node content while parsing \(place)", at: mark)
            }
            node = Node(content: .scalar("", isPlain: tag != "!!str"), mark: mark)
        }
        if let tag { check(tag, of: node) }
        return node
    }

    /// Takes the anchors and tags before a node.
    private mutating func properties() throws(YAMLSyntaxError) -> String? {
        var tag: String?
        var hasAnchor = false
        while true {
            let token = try scanner.peek()
            switch token.kind {
            case .anchor where !hasAnchor:
                hasAnchor = true
                note(Self.aliasRefusal, at: token.mark)
            case .tag(let text) where tag == nil: tag = text
            default: return tag
            }
            scanner.advance()
        }
    }

    /// Refuses a tag, unless it states the node's own type.
    private mutating func check(_ tag: String, of node: Node) {
        let plain =
            switch node.content {
            case .scalar: "!!str"
            case .list: "!!seq"
            case .mapping: "!!map"
            case .nothing: ""
            }
        if tag == plain { return }
        note("the tag \(JSONValue.string(tag).summary), which a story cannot have", at: node.mark)
    }

    /// Reads a list or a mapping.
    ///
    /// - Parameter first: its first token, which is next, or has been taken if it is a key.
    mutating func collection(
        _ first: YAMLToken.Kind, at mark: YAMLMark
    ) throws(YAMLSyntaxError) -> Node {
        guard depth < StoryLimits.nestingDepth else {
            throw scanner.error("nested more than \(StoryLimits.nestingDepth) deep", at: mark)
        }
        depth += 1
        defer { depth -= 1 }
        let content =
            switch first {
            case .flowSequenceStart: try flowSequence()
            case .flowMappingStart: try flowMapping()
            case .key: try flowPair()
            case .blockSequenceStart: try blockSequence()
            case .blockMappingStart: try blockMapping()
            default: try unindentedSequence()
            }
        return Node(content: content, mark: mark)
    }

    /// The value of a node.
    mutating func value(of node: Node) -> JSONValue {
        switch node.content {
        case .list(let values): return .array(values)
        case .mapping(let members): return .object(members)
        case .nothing: return .null
        case .scalar(let text, isPlain: false): return .string(text)
        case .scalar(let text, isPlain: true):
            switch YAMLScalar(plain: text) {
            case .value(let value): return value
            case .unlimited:
                note("a number too large to hold", at: node.mark)
                return .null
            }
        }
    }
}
