/// The characters of a YAML text, read one by one.
struct YAMLCharacters {
    private let bytes: [UInt8]
    private var position = 0
    /// The position of the next character.
    var mark = YAMLMark()

    /// Skips the byte order mark with which some editors begin a text (U+FEFF).
    ///
    /// - Parameter bytes: valid UTF-8.
    /// - Throws: `YAMLSyntaxError` if YAML does not allow a character (1.2.2, section 5.1).
    init(_ bytes: [UInt8]) throws(YAMLSyntaxError) {
        self.bytes = bytes
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
        let start = position
        while !isAtEnd {
            guard isAllowed else {
                throw YAMLSyntaxError(message: "control characters are not allowed", mark: mark)
            }
            if isBreak() { skipBreak() } else { skip() }
        }
        position = start
        mark = YAMLMark()
    }

    /// A byte of the next characters; 0, which no text contains, after the end.
    subscript(offset: Int) -> UInt8 {
        let place = position + offset
        return place < bytes.count ? bytes[place] : 0
    }

    func isNext(_ character: Unicode.Scalar, at offset: Int = 0) -> Bool {
        self[offset] == UInt8(ascii: character)
    }

    /// Whether one of some characters is next.
    func isNext(among characters: String, at offset: Int = 0) -> Bool {
        characters.utf8.contains(self[offset])
    }

    var isAtEnd: Bool { position >= bytes.count }
    func isSpace(at offset: Int = 0) -> Bool { self[offset] == 0x20 || self[offset] == 0x09 }
    func isBreak(at offset: Int = 0) -> Bool { self[offset] == 0x0a || self[offset] == 0x0d }
    func isBreakOrEnd(at offset: Int = 0) -> Bool { isBreak(at: offset) || self[offset] == 0 }
    func isBlank(at offset: Int = 0) -> Bool { isSpace(at: offset) || isBreakOrEnd(at: offset) }

    /// Whether a line begins here with `---` or `...`.
    func isDocumentIndicator(_ character: Unicode.Scalar) -> Bool {
        mark.column == 0 && isNext(character) && isNext(character, at: 1) && isNext(character, at: 2)
            && isBlank(at: 3)
    }

    var isDocumentIndicator: Bool { isDocumentIndicator("-") || isDocumentIndicator(".") }

    // MARK: Going on

    /// Skips characters that are not line breaks.
    mutating func skip(_ count: Int = 1) {
        for _ in 0..<count {
            position += width
            mark.index += 1
            mark.column += 1
        }
    }

    /// Skips a line break.
    mutating func skipBreak() {
        let isPair = self[0] == 0x0d && self[1] == 0x0a
        position += isPair ? 2 : 1
        mark.index += isPair ? 2 : 1
        mark.line += 1
        mark.column = 0
    }

    /// Skips a character that is not a line break, and adds it to a text.
    mutating func read(into text: inout [UInt8]) {
        for offset in 0..<width { text.append(self[offset]) }
        skip()
    }

    /// Skips the rest of a line.
    mutating func skipLine() { while !isBreakOrEnd() { skip() } }

    /// How many bytes the next character takes.
    private var width: Int {
        switch self[0] {
        case ..<0x80: 1
        case ..<0xe0: 2
        case ..<0xf0: 3
        default: 4
        }
    }

    private var isAllowed: Bool {
        let byte = self[0]
        if byte < 0x80 { return (0x20..<0x7f).contains(byte) || isBreak() || byte == 0x09 }
        switch byte {
        // U+0080 to U+009F, except U+0085.
        case 0xc2: return self[1] >= 0xa0 || self[1] == 0x85
        // U+FFFE and U+FFFF.
        case 0xef: return !(self[1] == 0xbf && self[2] >= 0xbe)
        default: return true
        }
    }
}
