extension TextHighlight {
    /// - Parameter words: the words of the text; nil if it is invalid.
    init(reading reader: inout ObjectReader, words: [TextWord]?) {
        self.init(words: [])
        color = reader.color("color")
        background = reader.color("background")
        if color == nil, background == nil { color = Captions.standardColor }
        guard
            let selectors = reader.wordSelectors(
                "words", count: 1...StoryLimits.textParts, required: true)
        else { return }
        self.words = selectors
        guard let words else { return }
        for (position, selector) in selectors.enumerated() {
            guard let (rule, allowed) = Self.fault(of: selector, in: words) else { continue }
            reader.problems.add(
                StoryProblem(
                    path: "\(reader.path(of: "words"))[\(position)]", rule: rule,
                    found: selector.json.summary, allowed: allowed,
                    suggestion: Self.suggestion(for: selector, in: words)))
        }
    }

    /// The problem if the text lacks a selected word, and what would be right; nil if it has the word.
    private static func fault(
        of selector: Selector, in words: [TextWord]
    ) -> (rule: StoryProblem.Rule, allowed: String)? {
        guard indices(of: selector, in: words).isEmpty else { return nil }
        return switch selector {
        case .index: (.outOfRange, "0 to \(words.count - 1), the text's words")
        case .word: (.badValue, "a word of the text; blanks separate words")
        }
    }

    private static func suggestion(for selector: Selector, in words: [TextWord]) -> String? {
        guard case .word(let word) = selector else { return nil }
        return Suggestion.nearest(to: word, among: words.map(\.bare)).map { "\"\($0)\"" }
    }

    var json: JSONValue {
        .object(
            [
                color.map { JSONMember(name: "color", value: .string($0.hex)) },
                background.map { JSONMember(name: "background", value: .string($0.hex)) },
                JSONMember(name: "words", value: .array(words.map(\.json))),
            ].compactMap(\.self))
    }
}

extension TextHighlight.Selector {
    fileprivate var json: JSONValue {
        switch self {
        case .index(let index): .number(Double(index))
        case .word(let word): .string(word)
        }
    }
}
