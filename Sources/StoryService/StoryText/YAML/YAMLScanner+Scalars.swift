extension YAMLScanner {
    // MARK: Words without quotes

    mutating func fetchPlainScalar() throws(YAMLSyntaxError) {
        try noteCandidate()
        allowsKey = false
        let start = mark
        var text: [UInt8] = []
        var fold = YAMLFold()
        while !characters.isDocumentIndicator, !characters.isNext("#") {
            try readPlainWord(into: &text, &fold)
            guard characters.isSpace() || characters.isBreak() else { break }
            try skipSpace(&fold, tabsFrom: indent + 1)
            if !isInFlow, mark.column <= indent { break }
        }
        if fold.hasBreak { allowsKey = true }
        append(.scalar(String(decoding: text, as: UTF8.self), isPlain: true), at: start)
    }

    /// Reads up to the next space.
    private mutating func readPlainWord(
        into text: inout [UInt8], _ fold: inout YAMLFold
    ) throws(YAMLSyntaxError) {
        while !characters.isBlank() {
            if characters.isNext(":") {
                if characters.isBlank(at: 1) { return }
                if isInFlow, characters.isNext(among: ",?[]{}", at: 1) {
                    throw error("found unexpected ':' while scanning a plain scalar")
                }
            }
            if isInFlow, characters.isNext(among: ",[]{}") { return }
            fold.join(to: &text)
            characters.read(into: &text)
        }
    }

    /// Skips the space between words, and records what it means.
    ///
    /// - Parameter column: where a line's text may begin; a tab before it is not a space.
    private mutating func skipSpace(
        _ fold: inout YAMLFold, tabsFrom column: Int = 0
    ) throws(YAMLSyntaxError) {
        while true {
            if characters.isBreak() {
                characters.skipBreak()
                fold.addBreak()
            } else if characters.isSpace() {
                if fold.hasBreak, mark.column < column, characters.isNext("\t") {
                    throw error(
                        "found a tab character that violates indentation while scanning a plain scalar")
                }
                fold.addSpace(characters[0])
                characters.skip()
            } else {
                return
            }
        }
    }

    // MARK: Words in quotes

    mutating func fetchQuotedScalar(isDouble: Bool) throws(YAMLSyntaxError) {
        try noteCandidate()
        allowsKey = false
        let start = mark
        let quote: Unicode.Scalar = isDouble ? "\"" : "'"
        characters.skip()
        var text: [UInt8] = []
        while true {
            if characters.isDocumentIndicator {
                throw error("found unexpected document indicator while scanning a quoted scalar")
            }
            if characters.isAtEnd {
                throw error("found unexpected end of stream while scanning a quoted scalar")
            }
            var fold = YAMLFold()
            try readQuotedWord(quote, into: &text, &fold)
            if characters.isNext(quote) { break }
            try skipSpace(&fold)
            fold.join(to: &text)
        }
        characters.skip()
        append(.scalar(String(decoding: text, as: UTF8.self), isPlain: false), at: start)
    }

    /// Reads up to the next space or the closing quote.
    private mutating func readQuotedWord(
        _ quote: Unicode.Scalar, into text: inout [UInt8], _ fold: inout YAMLFold
    ) throws(YAMLSyntaxError) {
        while !characters.isBlank() {
            if characters.isNext(quote) {
                guard quote == "'", characters.isNext("'", at: 1) else { return }
                text.append(UInt8(ascii: "'"))
                characters.skip(2)
            } else if quote == "\"", characters.isNext("\\") {
                if characters.isBreak(at: 1) {
                    characters.skip()
                    characters.skipBreak()
                    fold.addEscapedBreak()
                    return
                }
                text.append(contentsOf: String(try escape()).utf8)
            } else {
                characters.read(into: &text)
            }
        }
    }

    /// Reads `\` and what follows it (YAML 1.2.2, section 5.7).
    private mutating func escape() throws(YAMLSyntaxError) -> Unicode.Scalar {
        let digits: Int
        switch Unicode.Scalar(characters[1]) {
        case "x": digits = 2
        case "u": digits = 4
        case "U": digits = 8
        case let character:
            guard characters[1] != 0, let meaning = Self.escapes[character] else {
                throw error("found unknown escape character while parsing a quoted scalar")
            }
            characters.skip(2)
            return meaning
        }
        characters.skip(2)
        var value: UInt32 = 0
        for offset in 0..<digits {
            guard let digit = Character(Unicode.Scalar(characters[offset])).hexDigitValue else {
                throw error("did not find expected hexadecimal number while parsing a quoted scalar")
            }
            value = value << 4 | UInt32(digit)
        }
        guard let scalar = Unicode.Scalar(value) else {
            throw error("found invalid Unicode character escape code while parsing a quoted scalar")
        }
        characters.skip(digits)
        return scalar
    }

    private static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
        "0": "\0", "a": "\u{7}", "b": "\u{8}", "t": "\t", "\t": "\t", "n": "\n", "v": "\u{b}", "f": "\u{c}",
        "r": "\r", "e": "\u{1b}", " ": " ", "\"": "\"", "/": "/", "\\": "\\", "N": "\u{85}", "_": "\u{a0}",
        "L": "\u{2028}", "P": "\u{2029}",
    ]
}

/// What the space between two words of a text means. One line break is a space; of several, the first is dropped and
/// the others stay (YAML 1.2.2, section 6.5).
struct YAMLFold {
    private var spaces: [UInt8] = []
    private var breakCount = 0
    private var isEscaped = false

    /// Whether a line has ended.
    var hasBreak: Bool { breakCount > 0 || isEscaped }

    mutating func addSpace(_ byte: UInt8) {
        // Space at the start or end of a line is not text.
        if !hasBreak { spaces.append(byte) }
    }

    mutating func addBreak() {
        if !hasBreak { spaces = [] }
        breakCount += 1
    }

    /// Adds an escaped line break, which is not text.
    mutating func addEscapedBreak() { isEscaped = true }

    /// Writes the space's meaning to the text, and starts over.
    mutating func join(to text: inout [UInt8]) {
        if isEscaped {
            text.append(contentsOf: repeatElement(0x0a, count: breakCount))
        } else if breakCount == 1 {
            text.append(0x20)
        } else if breakCount > 1 {
            text.append(contentsOf: repeatElement(0x0a, count: breakCount - 1))
        } else if !spaces.isEmpty {
            text.append(contentsOf: spaces)
        } else {
            return
        }
        self = YAMLFold()
    }
}
