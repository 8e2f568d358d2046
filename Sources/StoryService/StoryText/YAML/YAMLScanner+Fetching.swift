extension YAMLScanner {
    /// Reads the next token, and any token that precedes it.
    mutating func fetch() throws(YAMLSyntaxError) {
        skipToToken()
        try giveUpCandidates()
        endBlocks(to: mark.column)
        if characters.isAtEnd { return try fetchEnd() }
        if mark.column == 0, characters.isNext("%") { return try fetchDirective() }
        if characters.isDocumentIndicator("-") { return try fetchDocumentIndicator(.documentStart) }
        if characters.isDocumentIndicator(".") { return try fetchDocumentIndicator(.documentEnd) }
        switch Unicode.Scalar(characters[0]) {
        case "[": try fetchBracket(.flowSequenceStart)
        case "{": try fetchBracket(.flowMappingStart)
        case "]": try fetchBracketEnd(.flowSequenceEnd)
        case "}": try fetchBracketEnd(.flowMappingEnd)
        case ",": try fetchFlowEntry()
        case "-" where characters.isBlank(at: 1): try fetchBlockEntry()
        case "?" where isInFlow || characters.isBlank(at: 1): try fetchKey()
        case ":" where isInFlow || characters.isBlank(at: 1): try fetchValue()
        case "*": try fetchReference(.alias)
        case "&": try fetchReference(.anchor)
        case "!": try fetchTag()
        case "|" where !isInFlow: try fetchBlockScalar(isFolded: false)
        case ">" where !isInFlow: try fetchBlockScalar(isFolded: true)
        case "'": try fetchQuotedScalar(isDouble: false)
        case "\"": try fetchQuotedScalar(isDouble: true)
        // Indicators that cannot start a word, and a tab where indentation must be (YAML 1.2.2, 5.3).
        case "#", "|", ">", "%", "@", "`", "\t":
            throw error("found character that cannot start any token while scanning for the next token")
        default: try fetchPlainScalar()
        }
    }

    /// Skips spaces and comments.
    private mutating func skipToToken() {
        while true {
            // Tabs are not indentation, so none may stand where a key may begin.
            while characters.isNext(" ") || ((isInFlow || !allowsKey) && characters.isNext("\t")) {
                characters.skip()
            }
            if characters.isNext("#") {
                noteComment()
                characters.skipLine()
            }
            guard characters.isBreak() else { return }
            characters.skipBreak()
            if !isInFlow { allowsKey = true }
        }
    }

    private mutating func fetchEnd() throws(YAMLSyntaxError) {
        noteEnd()
        endBlocks(to: -1)
        try removeCandidate()
        allowsKey = false
        append(.end, at: mark)
    }

    private mutating func fetchDocumentIndicator(_ kind: YAMLToken.Kind) throws(YAMLSyntaxError) {
        endBlocks(to: -1)
        try removeCandidate()
        allowsKey = false
        append(kind, characterCount: 3)
    }

    private mutating func fetchDirective() throws(YAMLSyntaxError) {
        endBlocks(to: -1)
        try removeCandidate()
        allowsKey = false
        let mark = mark
        var words: [UInt8] = []
        while !characters.isBreakOrEnd() { characters.read(into: &words) }
        let parts = words.split(separator: UInt8(ascii: "#"), omittingEmptySubsequences: false)[0]
            .split { $0 == 0x20 || $0 == 0x09 }
        guard parts[0].elementsEqual("%YAML".utf8) else {
            throw error("found a directive, which a story cannot have", at: mark)
        }
        guard parts.count == 2, ["1.1", "1.2"].contains(where: { parts[1].elementsEqual($0.utf8) }) else {
            throw error("found incompatible YAML document", at: mark)
        }
        append(.versionDirective, at: mark)
    }

    private mutating func fetchBracket(_ kind: YAMLToken.Kind) throws(YAMLSyntaxError) {
        try noteCandidate()
        try openBracket()
        allowsKey = true
        append(kind)
    }

    private mutating func fetchBracketEnd(_ kind: YAMLToken.Kind) throws(YAMLSyntaxError) {
        try removeCandidate()
        closeBracket()
        allowsKey = false
        append(kind)
    }

    private mutating func fetchFlowEntry() throws(YAMLSyntaxError) {
        try removeCandidate()
        allowsKey = true
        append(.flowEntry)
    }

    private mutating func fetchBlockEntry() throws(YAMLSyntaxError) {
        if !isInFlow {
            guard allowsKey else {
                throw error("block sequence entries are not allowed in this context")
            }
            if indentBlock(to: mark.column) { append(.blockSequenceStart, at: mark) }
        }
        try removeCandidate()
        allowsKey = true
        append(.blockEntry)
    }

    private mutating func fetchKey() throws(YAMLSyntaxError) {
        if !isInFlow {
            guard allowsKey else { throw error("mapping keys are not allowed in this context") }
            if indentBlock(to: mark.column) { append(.blockMappingStart, at: mark) }
        }
        try removeCandidate()
        allowsKey = !isInFlow
        append(.key)
    }

    private mutating func fetchValue() throws(YAMLSyntaxError) {
        if takeCandidate() {
            allowsKey = false
        } else {
            if !isInFlow {
                guard allowsKey else { throw error("mapping values are not allowed in this context") }
                if indentBlock(to: mark.column) { append(.blockMappingStart, at: mark) }
            }
            allowsKey = !isInFlow
        }
        append(.value)
    }

    /// Reads an anchor or an alias. Ignores its name, since the parser refuses both.
    private mutating func fetchReference(_ kind: YAMLToken.Kind) throws(YAMLSyntaxError) {
        try noteCandidate()
        allowsKey = false
        append(kind)
        let start = mark.index
        while isNameCharacter(characters[0]) { characters.skip() }
        guard mark.index > start, characters.isBlank() || characters.isNext(among: "?:,]}%@`") else {
            throw error(
                "did not find expected alphabetic or numeric character while scanning "
                    + (kind == .anchor ? "an anchor" : "an alias"))
        }
    }

    private func isNameCharacter(_ byte: UInt8) -> Bool {
        switch Unicode.Scalar(byte) {
        case "0"..."9", "A"..."Z", "a"..."z", "_", "-": true
        default: false
        }
    }

    private mutating func fetchTag() throws(YAMLSyntaxError) {
        try noteCandidate()
        allowsKey = false
        let mark = mark
        var text: [UInt8] = []
        while !characters.isBlank(), !(isInFlow && characters.isNext(among: ",[]{}")) {
            characters.read(into: &text)
        }
        append(.tag(String(decoding: text, as: UTF8.self)), at: mark)
    }
}
