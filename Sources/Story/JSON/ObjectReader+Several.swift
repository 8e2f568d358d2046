extension ObjectReader {
    /// Reads one or several items, each a word of an enumeration or an object: `"a"`, `{…}` or `["a", {…}]`.
    ///
    /// - Parameters:
    ///   - limit: the maximum number of items.
    ///   - word: makes an item from a word.
    ///   - object: makes an item from an object's members; nil if it has noted them as invalid.
    mutating func wordsOrObjects<Word: RawRepresentable<String> & CaseIterable, T>(
        _ name: String, limit: Int, word: (Word) -> T, object: (inout ObjectReader) -> T?
    ) -> [T]? {
        let allowed = "a name, an object, or an array of up to \(limit) of them"
        let single: [ValueShape] = [
            .words(Word.allCases.map(\.rawValue), others: []), .object(ShapeRecorder.shape(of: object)),
        ]
        if records(name, .either(single + [.array(.either(single), count: 0...limit)])) { return nil }
        guard let value = value(name, allowed: allowed) else { return nil }
        guard case .array(let elements) = value else {
            return element(value, path(of: name), allowed, word, object).map { [$0] }
        }
        guard elements.count <= limit else {
            note(name, .outOfRange, found: "an array of \(elements.count)", allowed: allowed)
            return nil
        }
        return elements.enumerated().compactMap { index, value in
            element(value, "\(path(of: name))[\(index)]", "a name or an object", word, object)
        }
    }

    private func element<Word: RawRepresentable<String> & CaseIterable, T>(
        _ value: JSONValue, _ path: String, _ allowed: String, _ word: (Word) -> T,
        _ object: (inout ObjectReader) -> T?
    ) -> T? {
        switch value {
        case .object:
            return ObjectReader.read(value, path: path, problems: problems, object) ?? nil
        case .string(let text):
            if let known = Word(rawValue: text) { return word(known) }
            let words = Word.allCases.map(\.rawValue)
            problems.add(
                StoryProblem(
                    path: path, rule: .badValue, found: value.summary,
                    allowed: words.joined(separator: ", "),
                    suggestion: Suggestion.nearest(to: text, among: words).map { "\"\($0)\"" }))
        default:
            problems.add(
                StoryProblem(path: path, rule: .wrongType, found: value.summary, allowed: allowed))
        }
        return nil
    }
}
