/// A word and the time at which it is spoken.
public struct CaptionWord: Hashable, Sendable {
    /// The word without whitespace. May include punctuation.
    public var text: String
    /// In seconds from the slide's start.
    public var start: Double
    /// In seconds from the slide's start.
    public var end: Double
    /// Whether the word begins a line or a page. Only subtitle files say so; a story document does not.
    public var beginning: Beginning?

    /// What a word begins, however much room is left before it.
    public enum Beginning: Hashable, Sendable {
        /// A new line, because another speaker begins.
        case line
        /// A new page: the words before are not shown with this one.
        case page
    }

    public init(text: String, start: Double, end: Double, beginning: Beginning? = nil) {
        self.text = text
        self.start = start
        self.end = end
        self.beginning = beginning
    }
}

/// How spoken words are shown.
public struct Captions: Hashable, Sendable {
    public enum Mode: String, Hashable, Sendable, CaseIterable {
        /// Shows a page at a time, with the spoken word in another colour.
        case highlight
        /// Each word of a page appears when it is spoken, and stays.
        case reveal
        /// Shows one word at a time.
        case word
    }

    public var mode: Mode
    /// The colour of the spoken word; nil for the text's own.
    public var color: Color?
    /// The colour of a box behind the spoken word; nil for no box.
    public var background: Color?
    /// The maximum number of lines on a page.
    public var lines: Int

    public init(
        mode: Mode = .highlight, color: Color? = nil, background: Color? = nil, lines: Int = 2
    ) {
        self.mode = mode
        self.color = color
        self.background = background
        self.lines = lines
    }

    /// The spoken word's colour if the document gives neither a colour nor a background: a warm yellow, which stands
    /// out from both white and black.
    public static let standardColor = Color(red: 255, green: 0xd6, blue: 0x0a)

    /// How long a page stays after its last word if no other page follows, in seconds. A longer pause begins a new
    /// page.
    public static let hold = 1.0
}
