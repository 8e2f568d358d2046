/// A word and when it is spoken.
public struct CaptionWord: Hashable, Sendable {
    /// Without blanks; may hold its punctuation.
    public var text: String
    /// In seconds from the slide's start.
    public var start: Double
    /// In seconds from the slide's start.
    public var end: Double
    /// Where the word stands; not part of a document, only files of subtitles tell.
    public var beginning: Beginning?

    /// What begins with a word, whatever room there is before it.
    public enum Beginning: Hashable, Sendable {
        /// A line, since another speaker has the word.
        case line
        /// A page: what is said before is not shown with it.
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
        /// A page at a time, the word that is spoken in another colour.
        case highlight
        /// Each word of a page appears when it is spoken, and stays.
        case reveal
        /// One word at a time.
        case word
    }

    public var mode: Mode
    /// Of the word that is spoken; nil for the text's own.
    public var color: Color?
    /// Of a box behind the word that is spoken; nil for none.
    public var background: Color?
    /// How many lines a page may have.
    public var lines: Int

    public init(
        mode: Mode = .highlight, color: Color? = nil, background: Color? = nil, lines: Int = 2
    ) {
        self.mode = mode
        self.color = color
        self.background = background
        self.lines = lines
    }

    /// The colour of the word that is spoken where neither colour nor background are asked for: a warm yellow,
    /// which stands out from white and from black.
    public static let standardColor = Color(red: 255, green: 0xd6, blue: 0x0a)

    /// The seconds for which a page stays after its last word where no other follows; a pause that is longer
    /// begins a new page.
    public static let hold = 1.0
}
