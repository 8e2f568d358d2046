/// Removes the markup from a cue's text: that of SubRip and WebVTT, and leftovers of other formats in SubRip.
///
/// It drops tags, and notes timestamps. It also drops ruby annotations, which only say how the base text is read (W3C
/// WebVTT, 4.2.2, "WebVTT caption or subtitle cue text").
struct CueMarkup {
    private var rest: Substring.UnicodeScalarView
    private var text = String.UnicodeScalarView()
    /// The text's length in bytes of UTF-8.
    private var bytes = 0
    private var marks: [SubtitleLine.Mark] = []
    /// Whether the parser is inside a ruby annotation.
    private var isAnnotation = false
    /// Whether the line begins with a speaker's name (W3C WebVTT, 4.2.2, "WebVTT cue voice span").
    private var hasSpeaker = false

    private init(_ text: String) { rest = Substring(text).unicodeScalars }

    static func lines(of lines: [String]) -> [SubtitleLine] {
        var isAnnotation = false
        return lines.map { text in
            var markup = CueMarkup(text)
            markup.isAnnotation = isAnnotation
            let line = markup.read()
            isAnnotation = markup.isAnnotation
            return line
        }
    }

    private mutating func read() -> SubtitleLine {
        while let scalar = rest.first {
            switch scalar {
            case "<":
                if let tag = enclosed(to: ">", where: Self.isTag) { note(tag) } else { keep(scalar) }
            case "{":
                // Positions and colours of Advanced SubStation Alpha, such as {\an8}.
                if enclosed(to: "}", where: { $0.first == "\\" }) == nil { keep(scalar) }
            case "&": if let meaning = reference() { add(meaning) } else { keep(scalar) }
            default: keep(scalar)
            }
        }
        return SubtitleLine(text: String(text), marks: marks, hasOwnSpeaker: hasSpeaker)
    }

    /// Consumes an enclosed item up to `end`. Returns nil and consumes nothing if another item begins before `end`, or
    /// if `isOne` rejects the content.
    private mutating func enclosed(
        to end: Unicode.Scalar, where isOne: (Substring.UnicodeScalarView) -> Bool
    ) -> Substring.UnicodeScalarView? {
        let start = rest.first
        let content = rest.dropFirst().prefix { $0 != end && $0 != start }
        guard content.endIndex < rest.endIndex, rest[content.endIndex] == end, isOne(content) else {
            return nil
        }
        rest = rest[content.endIndex...].dropFirst()
        return content
    }

    /// Whether the content is a tag's, as opposed to a heart (`<3`) or a comparison (`a < b`).
    private static func isTag(_ content: Substring.UnicodeScalarView) -> Bool {
        guard let first = content.first else { return true }
        return first.properties.isAlphabetic || first == "/" || time(content) != nil
    }

    private static func time(_ content: Substring.UnicodeScalarView) -> Double? {
        var text = Substring(content).utf8
        guard let time = CueTiming.time(in: &text), text.isEmpty else { return nil }
        return time
    }

    private mutating func note(_ tag: Substring.UnicodeScalarView) {
        if let time = Self.time(tag) {
            marks.append(SubtitleLine.Mark(offset: bytes, time: time))
            return
        }
        switch String(tag.prefix { $0 != "." && $0 != " " && $0 != "\t" }) {
        case "rt": isAnnotation = true
        case "v": hasSpeaker = hasSpeaker || text.allSatisfy(\.properties.isWhitespace)
        case "/rt", "ruby", "/ruby": isAnnotation = false
        default: break
        }
    }

    /// Consumes a character reference. Returns nil and consumes nothing if captions do not use the reference.
    private mutating func reference() -> Unicode.Scalar? {
        // The longest reference is &#x10ffff;
        let name = rest.dropFirst().prefix(9).prefix { $0 != ";" }
        guard name.endIndex < rest.endIndex, rest[name.endIndex] == ";",
            let meaning = Self.meaning(of: Substring(name))
        else { return nil }
        rest = rest[name.endIndex...].dropFirst()
        return meaning
    }

    private static func meaning(of name: Substring) -> Unicode.Scalar? {
        switch name {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        case "nbsp": return "\u{a0}"
        case "lrm": return "\u{200e}"
        case "rlm": return "\u{200f}"
        default:
            guard name.first == "#" else { return nil }
            let isHexadecimal = name.dropFirst().first.map { "xX".contains($0) } ?? false
            let digits = name.dropFirst(isHexadecimal ? 2 : 1)
            return UInt32(digits, radix: isHexadecimal ? 16 : 10).flatMap(Unicode.Scalar.init)
        }
    }

    private mutating func keep(_ scalar: Unicode.Scalar) {
        rest.removeFirst()
        add(scalar)
    }

    /// Drops control characters, which are invisible and may have side effects.
    private mutating func add(_ scalar: Unicode.Scalar) {
        guard !isAnnotation, scalar == "\t" || scalar.properties.generalCategory != .control else { return }
        text.append(scalar)
        bytes += UTF8.width(scalar)
    }
}
