extension YAMLScanner {
    /// Reads an indented text that begins with `|` or `>` (YAML 1.2.2, section 8.1).
    mutating func fetchBlockScalar(isFolded: Bool) throws(YAMLSyntaxError) {
        try removeCandidate()
        allowsKey = true
        let start = mark
        characters.skip()
        let header = try readBlockHeader()
        var block = YAMLBlock(isFolded: isFolded)
        var column = header.indentation.map { max(indent, 0) + $0 }
        try skipIndentation(&column, &block)
        while !characters.isAtEnd, mark.column == column {
            block.beginLine(isIndented: characters.isSpace())
            while !characters.isBreakOrEnd() { characters.read(into: &block.text) }
            if characters.isBreak() {
                characters.skipBreak()
                block.endLine()
            }
            try skipIndentation(&column, &block)
        }
        block.finish(header.chomping)
        append(.scalar(String(decoding: block.text, as: UTF8.self), isPlain: false), at: start)
    }

    private mutating func readBlockHeader() throws(YAMLSyntaxError) -> (
        chomping: YAMLBlock.Chomping, indentation: Int?
    ) {
        var chomping = readChomping()
        var indentation: Int?
        if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(characters[0]) {
            guard !characters.isNext("0") else {
                throw error("found an indentation indicator equal to 0 while scanning a block scalar")
            }
            indentation = Int(characters[0] - UInt8(ascii: "0"))
            characters.skip()
            chomping = chomping ?? readChomping()
        }
        while characters.isSpace() { characters.skip() }
        if characters.isNext("#") { characters.skipLine() }
        guard characters.isBreakOrEnd() else {
            throw error("did not find expected comment or line break while scanning a block scalar")
        }
        if characters.isBreak() { characters.skipBreak() }
        return (chomping ?? .clip, indentation)
    }

    private mutating func readChomping() -> YAMLBlock.Chomping? {
        guard characters.isNext(among: "+-") else { return nil }
        defer { characters.skip() }
        return characters.isNext("+") ? .keep : .strip
    }

    /// Skips empty lines and the next line's indentation.
    ///
    /// - Parameter column: where lines begin; if it is nil, this call sets it.
    private mutating func skipIndentation(
        _ column: inout Int?, _ block: inout YAMLBlock
    ) throws(YAMLSyntaxError) {
        var widest = 0
        while true {
            while characters.isNext(" "), column.map({ mark.column < $0 }) ?? true { characters.skip() }
            widest = max(widest, mark.column)
            if characters.isNext("\t"), column.map({ mark.column < $0 }) ?? true {
                throw error(
                    "found a tab character where an indentation space is expected while scanning a block scalar"
                )
            }
            guard characters.isBreak() else { break }
            characters.skipBreak()
            block.addEmptyLine()
        }
        column = column ?? max(widest, indent + 1, 1)
    }
}

/// Collects the text of a block, line by line.
struct YAMLBlock {
    /// How to treat the line breaks at its end.
    enum Chomping {
        case clip, keep, strip
    }

    let isFolded: Bool
    var text: [UInt8] = []
    /// Whether a line has ended. Its break may become a space.
    private var hasBreak = false
    private var emptyCount = 0
    private var wasIndented = false

    init(isFolded: Bool) { self.isFolded = isFolded }

    mutating func beginLine(isIndented: Bool) {
        if hasBreak {
            if !isFolded || wasIndented || isIndented {
                text.append(0x0a)
            } else if emptyCount == 0 {
                text.append(0x20)
            }
        }
        hasBreak = false
        appendEmptyLines()
        wasIndented = isIndented
    }

    mutating func endLine() { hasBreak = true }

    mutating func addEmptyLine() { emptyCount += 1 }

    mutating func finish(_ chomping: Chomping) {
        if chomping != .strip, hasBreak { text.append(0x0a) }
        if chomping == .keep { appendEmptyLines() }
    }

    private mutating func appendEmptyLines() {
        text.append(contentsOf: repeatElement(0x0a, count: emptyCount))
        emptyCount = 0
    }
}
