internal import Story

/// Takes YAML text apart into tokens, as YAML 1.2.2 defines them and no laxer than libyaml does.
///
/// What begins like a value may turn out to be a key, by a `:` after it. Tokens are therefore kept back for
/// as long as that can happen: to the end of the line, and for no more than 1,024 characters (section 7.4).
/// So a text takes time in proportion to its length, whatever it is.
struct YAMLScanner {
    var characters: YAMLCharacters
    /// Where the text ends, once that is reached.
    private(set) var end: YAMLMark?

    private var tokens: [YAMLToken] = []
    /// Which of them is next.
    private var head = 0
    /// How many have been taken before `tokens`.
    private var takenCount = 0

    /// How far the block is indented that is being read; -1 outside of all.
    private(set) var indent = -1
    private var outerIndents: [Int] = []

    /// What may yet turn out to be a key: one for each level of brackets, and one outside of them.
    private var candidates: [Candidate?] = [nil]
    /// What stands right behind a key's `:` and is a comment, such as a color without quotes; the first ones.
    private(set) var hiddenValues: [HiddenValue] = []
    /// The token that was found last.
    private var last: YAMLToken?

    /// A comment that was meant to be a value.
    struct HiddenValue: Hashable {
        let mark: YAMLMark
        /// With its `#`.
        let text: String
        /// Whether it stands between brackets, whose end may be part of the comment.
        let isInFlow: Bool
    }

    /// Whether a key without `?` may begin here.
    var allowsKey = true

    private struct Candidate {
        let mark: YAMLMark
        /// Which token it begins with, counted from the text's first.
        let number: Int
        /// Whether nothing but a key can stand there.
        let isRequired: Bool
    }

    init(_ bytes: [UInt8]) throws(YAMLSyntaxError) {
        characters = try YAMLCharacters(bytes)
    }

    /// Whether brackets are open.
    var isInFlow: Bool { candidates.count > 1 }

    var mark: YAMLMark { characters.mark }

    func error(_ message: String, at mark: YAMLMark? = nil) -> YAMLSyntaxError {
        YAMLSyntaxError(message: message, mark: mark ?? self.mark)
    }

    // MARK: Giving tokens

    /// The next token, which stays the next.
    mutating func peek() throws(YAMLSyntaxError) -> YAMLToken {
        while try needsMore() { try fetch() }
        return tokens[head]
    }

    /// Goes on to the token after the one that was looked at.
    mutating func advance() {
        head += 1
        if head == tokens.count {
            takenCount += head
            tokens.removeAll(keepingCapacity: true)
            head = 0
        }
    }

    private mutating func needsMore() throws(YAMLSyntaxError) -> Bool {
        if head == tokens.count { return true }
        try giveUpCandidates()
        return candidates.contains { $0?.number == takenCount + head }
    }

    mutating func append(_ kind: YAMLToken.Kind, at mark: YAMLMark) {
        let token = YAMLToken(kind: kind, mark: mark)
        tokens.append(token)
        last = token
    }

    /// Notes a comment that begins here, where it stands for a value and is written like one: `color: #ff0000`.
    mutating func noteComment() {
        guard let last, last.kind == .value, last.mark.line == mark.line,
            hiddenValues.count < StoryLimits.problems, !characters.isBlank(at: 1)
        else { return }
        var text: [UInt8] = []
        while text.count < 40, !characters.isBlank(at: text.count),
            !characters.isNext(among: ",]}", at: text.count)
        {
            text.append(characters[text.count])
        }
        // One that was cut inside of a character has a replacement character at its end.
        hiddenValues.append(
            HiddenValue(mark: mark, text: String(decoding: text, as: UTF8.self), isInFlow: isInFlow))
    }

    /// Appends a token of some characters, and passes over them.
    mutating func append(_ kind: YAMLToken.Kind, characterCount: Int = 1) {
        append(kind, at: mark)
        characters.skip(characterCount)
    }

    // MARK: Keys

    /// Notes that a key may begin here.
    mutating func noteCandidate() throws(YAMLSyntaxError) {
        guard allowsKey else { return }
        try removeCandidate()
        candidates[candidates.count - 1] = Candidate(
            mark: mark, number: takenCount + tokens.count, isRequired: !isInFlow && indent == mark.column)
    }

    /// Notes that what has begun on this level is no key.
    mutating func removeCandidate() throws(YAMLSyntaxError) {
        try giveUp(candidates.count - 1)
    }

    private mutating func giveUp(_ level: Int) throws(YAMLSyntaxError) {
        if candidates[level]?.isRequired == true {
            throw error("could not find expected ':' while scanning a simple key")
        }
        candidates[level] = nil
    }

    /// Gives up what would be too long a key.
    mutating func giveUpCandidates() throws(YAMLSyntaxError) {
        for level in candidates.indices {
            guard let candidate = candidates[level] else { continue }
            if candidate.mark.line < mark.line || candidate.mark.index + 1_024 < mark.index {
                try giveUp(level)
            }
        }
    }

    /// Makes a key of what has begun on this level; false where nothing has.
    mutating func takeCandidate() -> Bool {
        guard let candidate = candidates[candidates.count - 1] else { return false }
        candidates[candidates.count - 1] = nil
        let place = candidate.number - takenCount
        tokens.insert(YAMLToken(kind: .key, mark: candidate.mark), at: place)
        if indentBlock(to: candidate.mark.column) {
            tokens.insert(YAMLToken(kind: .blockMappingStart, mark: candidate.mark), at: place)
        }
        return true
    }

    // MARK: Levels

    mutating func openBracket() throws(YAMLSyntaxError) {
        // Each token looks at all candidates, so there must be few.
        guard candidates.count <= StoryLimits.nestingDepth else {
            throw error("nested more than \(StoryLimits.nestingDepth) deep")
        }
        candidates.append(nil)
    }

    mutating func closeBracket() {
        if isInFlow { candidates.removeLast() }
    }

    /// Begins a block where a text is indented further than before; false where it is not.
    mutating func indentBlock(to column: Int) -> Bool {
        guard !isInFlow, indent < column else { return false }
        outerIndents.append(indent)
        indent = column
        return true
    }

    /// Ends the blocks that are indented further than a column.
    mutating func endBlocks(to column: Int) {
        while !isInFlow, indent > column, let outer = outerIndents.popLast() {
            append(.blockEnd, at: mark)
            indent = outer
        }
    }

    /// The text ends here; what follows would be on another line.
    mutating func noteEnd() {
        end = mark
        guard mark.column != 0 else { return }
        characters.mark.line += 1
        characters.mark.column = 0
    }
}
