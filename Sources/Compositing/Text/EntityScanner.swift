/// The kinds of text that people can tap.
enum TextEntityKind: String, Hashable, Sendable {
    case mention, hashtag, link
}

/// Finds mentions, hashtags and links in a text.
///
/// The rules are common to Instagram, TikTok and X: a sign that does not follow a letter or digit, then letters, digits
/// and underscores.
struct EntityScanner {
    /// A mention, hashtag or link in the text.
    struct Match: Hashable {
        let kind: TextEntityKind
        /// The handle or tag without its sign, or the link.
        let payload: String
        /// In bytes of the text's UTF-8.
        let range: Range<Int>
    }

    private let characters: [Character]
    /// The byte offset of each character, and the end of the last one.
    private let offsets: [Int]

    private init(_ text: String) {
        characters = Array(text)
        offsets = characters.reduce(into: [0]) { offsets, character in
            offsets.append((offsets.last ?? 0) + character.utf8.count)
        }
    }

    /// All matches, in the text's order.
    static func matches(in text: String) -> [Match] { EntityScanner(text).matches() }

    private func matches() -> [Match] {
        var found: [Match] = []
        var index = 0
        while index < characters.count {
            if index == 0 || !Self.isWord(characters[index - 1]), let match = match(at: index) {
                found.append(match.0)
                index = match.end
            } else {
                index += 1
            }
        }
        return found
    }

    private func match(at start: Int) -> (Match, end: Int)? {
        switch characters[start] {
        case "@", "＠": mention(at: start)
        case "#", "＃": hashtag(at: start)
        case "h", "H", "w", "W": link(at: start)
        default: nil
        }
    }

    /// A handle may contain full stops and has at most 30 characters (Instagram's limit).
    private func mention(at start: Int) -> (Match, end: Int)? {
        var end = start + 1
        while end < characters.count, characters[end] == "." || Self.isWord(characters[end]),
            characters[end].isASCII
        { end += 1 }
        while end > start + 1, characters[end - 1] == "." { end -= 1 }
        guard (1...30).contains(end - start - 1) else { return nil }
        return made(.mention, start..<end, from: start + 1)
    }

    /// A tag that consists only of digits is a number, not a hashtag.
    private func hashtag(at start: Int) -> (Match, end: Int)? {
        var end = start + 1
        while end < characters.count, Self.isWord(characters[end]) { end += 1 }
        guard characters[(start + 1)..<end].contains(where: { !$0.isNumber }) else { return nil }
        return made(.hashtag, start..<end, from: start + 1)
    }

    private func link(at start: Int) -> (Match, end: Int)? {
        let rest = characters[start...].prefix(8)
        guard ["https://", "http://", "www."].contains(where: { String(rest).lowercased().hasPrefix($0) })
        else { return nil }
        var end = start
        while end < characters.count, !characters[end].isWhitespace { end += 1 }
        while end > start, ".,;:!?)]}\"'»”’…".contains(characters[end - 1]) { end -= 1 }
        guard characters[start..<end].count(where: { $0 == "." }) > 0 else { return nil }
        return made(.link, start..<end, from: start)
    }

    private func made(_ kind: TextEntityKind, _ range: Range<Int>, from payload: Int) -> (Match, end: Int) {
        let match = Match(
            kind: kind, payload: String(characters[payload..<range.upperBound]),
            range: offsets[range.lowerBound]..<offsets[range.upperBound])
        return (match, range.upperBound)
    }

    private static func isWord(_ character: Character) -> Bool {
        character == "_" || character.isLetter || character.isNumber
    }
}
