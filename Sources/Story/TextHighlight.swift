/// Words of a text that look different.
public struct TextHighlight: Hashable, Sendable {
    /// Selects words of the text.
    public enum Selector: Hashable, Sendable {
        /// The word at this index, from 0. Whitespace separates words.
        case index(Int)
        /// Every occurrence of this word, ignoring case and surrounding punctuation.
        case word(String)
    }

    /// The words' colour; nil to keep it.
    public var color: Color?
    /// The colour of a box behind each group of adjacent words; nil for no box.
    public var background: Color?
    public var words: [Selector]

    public init(color: Color? = nil, background: Color? = nil, words: [Selector]) {
        self.color = color
        self.background = background
        self.words = words
    }

    /// The indices of the selected words.
    public func indices(in words: [TextWord]) -> Set<Int> {
        self.words.reduce(into: []) { found, selector in
            found.formUnion(Self.indices(of: selector, in: words))
        }
    }

    static func indices(of selector: Selector, in words: [TextWord]) -> [Int] {
        switch selector {
        case .index(let index): words.indices.contains(index) ? [index] : []
        case .word(let text):
            words.indices.filter { words[$0].bare.lowercased() == TextWord(text).bare.lowercased() }
        }
    }
}
