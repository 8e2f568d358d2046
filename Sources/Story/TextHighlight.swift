/// Words of a text that look different.
public struct TextHighlight: Hashable, Sendable {
    /// A word of the text.
    public enum Selector: Hashable, Sendable {
        /// Counted from 0, words being what blanks separate.
        case index(Int)
        /// Each word that is this one, whatever its case and the punctuation round it.
        case word(String)
    }

    /// Nil for the colour that they have.
    public var color: Color?
    /// Of a box behind each group of neighbouring words; nil for none.
    public var background: Color?
    public var words: [Selector]

    public init(color: Color? = nil, background: Color? = nil, words: [Selector]) {
        self.color = color
        self.background = background
        self.words = words
    }

    /// Which of a text's words are meant, as their indices.
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
