internal import Story

/// Parses lists and mappings, from their first token to their last.
extension YAMLParser {
    // MARK: With indentation

    /// The tokens before which a value may be missing.
    private static let entryEnds: [YAMLToken.Kind] = [.blockEntry, .blockEnd]
    private static let unindentedEntryEnds: [YAMLToken.Kind] = [.blockEntry, .key, .value, .blockEnd]
    private static let memberEnds: [YAMLToken.Kind] = [.key, .value, .blockEnd]

    mutating func blockSequence() throws(YAMLSyntaxError) -> Node.Content {
        scanner.advance()
        var values: [JSONValue] = []
        while try consume(.blockEntry) {
            values.append(try blockValue(.block, unless: Self.entryEnds))
        }
        try expectBlockEnd("did not find expected '-' indicator while parsing a block collection")
        return .list(values)
    }

    /// Reads a list that is indented no further than its key, and that ends at the next key.
    mutating func unindentedSequence() throws(YAMLSyntaxError) -> Node.Content {
        var values: [JSONValue] = []
        while try consume(.blockEntry) {
            values.append(try blockValue(.block, unless: Self.unindentedEntryEnds))
        }
        return .list(values)
    }

    mutating func blockMapping() throws(YAMLSyntaxError) -> Node.Content {
        scanner.advance()
        var members = YAMLMembers()
        while try scanner.peek().kind == .key {
            let mark = try scanner.peek().mark
            scanner.advance()
            let isEmpty = Self.memberEnds.contains(try scanner.peek().kind)
            let key = isEmpty ? Node.empty(at: mark) : try node(.blockMember)
            let value = try consume(.value) ? try blockValue(.blockMember, unless: Self.memberEnds) : .null
            add(key, value, to: &members)
        }
        try expectBlockEnd("did not find expected key while parsing a block mapping")
        return .mapping(members.all)
    }

    /// Reads a value. It is null if the next token is one of `ends`.
    private mutating func blockValue(
        _ context: Context, unless ends: [YAMLToken.Kind]
    ) throws(YAMLSyntaxError) -> JSONValue {
        if ends.contains(try scanner.peek().kind) { return .null }
        let node = try node(context)
        return value(of: node)
    }

    private mutating func expectBlockEnd(_ message: String) throws(YAMLSyntaxError) {
        let token = try scanner.peek()
        guard try consume(.blockEnd) else { throw scanner.error(message, at: token.mark) }
    }

    // MARK: In brackets

    mutating func flowSequence() throws(YAMLSyntaxError) -> Node.Content {
        var values: [JSONValue] = []
        try flowEntries(
            until: .flowSequenceEnd, "did not find expected ',' or ']' while parsing a flow sequence"
        ) { parser throws(YAMLSyntaxError) in
            let mark = try parser.scanner.peek().mark
            guard try parser.consume(.key) else {
                let node = try parser.node(.flow)
                return values.append(parser.value(of: node))
            }
            let pair = try parser.collection(.key, at: mark)
            values.append(parser.value(of: pair))
        }
        return .list(values)
    }

    /// Reads a key and its value without braces, as a mapping of one member.
    mutating func flowPair() throws(YAMLSyntaxError) -> Node.Content {
        var members = YAMLMembers()
        try flowMember(&members, until: .flowSequenceEnd)
        return .mapping(members.all)
    }

    mutating func flowMapping() throws(YAMLSyntaxError) -> Node.Content {
        var members = YAMLMembers()
        try flowEntries(
            until: .flowMappingEnd, "did not find expected ',' or '}' while parsing a flow mapping"
        ) { parser throws(YAMLSyntaxError) in
            if try parser.consume(.key) { return try parser.flowMember(&members, until: .flowMappingEnd) }
            let key = try parser.node(.flow)
            parser.add(key, .null, to: &members)
        }
        return .mapping(members.all)
    }

    private mutating func flowEntries(
        until end: YAMLToken.Kind, _ message: String,
        _ body: (inout YAMLParser) throws(YAMLSyntaxError) -> Void
    ) throws(YAMLSyntaxError) {
        scanner.advance()
        var isFirst = true
        while try !consume(end) {
            let token = try scanner.peek()
            if !isFirst, try !consume(.flowEntry) { throw scanner.error(message, at: token.mark) }
            isFirst = false
            if try scanner.peek().kind != end { try body(&self) }
        }
    }

    /// Reads what follows a key's token: the key and its value, either of which may be missing.
    private mutating func flowMember(
        _ members: inout YAMLMembers, until end: YAMLToken.Kind
    ) throws(YAMLSyntaxError) {
        let token = try scanner.peek()
        let isEmpty = [.value, .flowEntry, end].contains(token.kind)
        let key = isEmpty ? Node.empty(at: token.mark) : try node(.flow)
        var value = JSONValue.null
        if try consume(.value), try ![.flowEntry, end].contains(scanner.peek().kind) {
            let node = try node(.flow)
            value = self.value(of: node)
        }
        add(key, value, to: &members)
    }

    // MARK: Members

    private mutating func add(_ key: Node, _ value: JSONValue, to members: inout YAMLMembers) {
        switch key.content {
        case .scalar(let name, _):
            if !members.add(JSONMember(name: name, value: value)) {
                note("the key \(JSONValue.string(name).summary) occurs twice in one mapping", at: key.mark)
            }
        case .list: note("a key that is a list", at: key.mark)
        case .mapping: note("a key that is a mapping", at: key.mark)
        case .nothing: break
        }
    }
}

/// The members of a mapping, with unique names.
struct YAMLMembers {
    private(set) var all: [JSONMember] = []
    private var names: Set<String> = []

    /// - Returns: whether the name is new.
    mutating func add(_ member: JSONMember) -> Bool {
        guard names.insert(member.name).inserted else { return false }
        all.append(member)
        return true
    }
}
