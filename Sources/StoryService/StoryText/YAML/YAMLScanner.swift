internal import Story

/// Splits YAML text into tokens, as YAML 1.2.2 defines them and no more leniently than libyaml.
///
/// A `:` turns the value before it into a key. The scanner therefore holds tokens back as long as that can happen: to
/// the end of the line, and for at most 1,024 characters (section 7.4). So its time is proportional to the length of
/// the text, whatever the text is.
struct YAMLScanner {
    var characters: YAMLCharacters
    /// Where the text ends, once the scanner has reached it.
    private(set) var end: YAMLMark?

    private var tokens: [YAMLToken] = []
    /// The index of the next one.
    private var head = 0
    /// How many tokens were taken before `tokens`.
    private var takenCount = 0

    /// The indentation of the current block; -1 outside of all blocks.
    private(set) var indent = -1
    private var outerIndents: [Int] = []

    /// Values that may still turn out to be keys: one for each level of brackets, and one outside of them.
    private var candidates: [Candidate?] = [nil]
    /// Comments directly after a key's `:`, such as a color without quotes; only the first ones.
    private(set) var hiddenValues: [HiddenValue] = []
    /// The latest token found.
    private var last: YAMLToken?

    /// A comment that was meant as a value.
    struct HiddenValue: Hashable {
        let mark: YAMLMark
        /// Including its `#`.
        let text: String
        /// Whether it is between brackets, whose end may be part of the comment.
        let isInFlow: Bool
    }

    /// Whether a key without `?` may begin here.
    var allowsKey = true

    private struct Candidate {
        let mark: YAMLMark
        /// The number of its first token, counted from the start of the text.
        let number: Int
        /// Whether only a key is allowed there.
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

    /// The next token, without taking it.
    mutating func peek() throws(YAMLSyntaxError) -> YAMLToken {
        while try needsMore() { try fetch() }
        return tokens[head]
    }

    /// Takes the token that `peek()` returned.
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

    /// Records a comment that begins here if it stands for a value and looks like one: `color: #ff0000`.
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
        // A text cut inside a character ends with a replacement character.
        hiddenValues.append(
            HiddenValue(mark: mark, text: String(decoding: text, as: UTF8.self), isInFlow: isInFlow))
    }

    /// Appends a token of some characters, and skips them.
    mutating func append(_ kind: YAMLToken.Kind, characterCount: Int = 1) {
        append(kind, at: mark)
        characters.skip(characterCount)
    }

    // MARK: Keys

    /// Records that a key may begin here.
    mutating func noteCandidate() throws(YAMLSyntaxError) {
        guard allowsKey else { return }
        try removeCandidate()
        candidates[candidates.count - 1] = Candidate(
            mark: mark, number: takenCount + tokens.count, isRequired: !isInFlow && indent == mark.column)
    }

    /// Records that what began on this level is not a key.
    mutating func removeCandidate() throws(YAMLSyntaxError) {
        try giveUp(candidates.count - 1)
    }

    private mutating func giveUp(_ level: Int) throws(YAMLSyntaxError) {
        if candidates[level]?.isRequired == true {
            throw error("could not find expected ':' while scanning a simple key")
        }
        candidates[level] = nil
    }

    /// Drops candidates that would be too long for a key.
    mutating func giveUpCandidates() throws(YAMLSyntaxError) {
        for level in candidates.indices {
            guard let candidate = candidates[level] else { continue }
            if candidate.mark.line < mark.line || candidate.mark.index + 1_024 < mark.index {
                try giveUp(level)
            }
        }
    }

    /// Turns the candidate of this level into a key; false if there is no candidate.
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
        // Each token checks all candidates, so there must be few.
        guard candidates.count <= StoryLimits.nestingDepth else {
            throw error("nested more than \(StoryLimits.nestingDepth) deep")
        }
        candidates.append(nil)
    }

    mutating func closeBracket() {
        if isInFlow { candidates.removeLast() }
    }

    /// Begins a block if a text is indented further than before; otherwise returns false.
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

    /// Records that the text ends here; anything after it would be on another line.
    mutating func noteEnd() {
        end = mark
        guard mark.column != 0 else { return }
        characters.mark.line += 1
        characters.mark.column = 0
    }
}
