public import Compositing
public import Story

/// What a viewer may mind about a slide, measured before it is made.
public struct SlideReview: Hashable, Sendable, Codable {
    /// The slide's place in the story, from 0.
    public var slide: Int
    /// What the slide lasts, in seconds.
    public var duration: Double
    /// What the story asks for, in seconds; nil where it does not say.
    public var wantedDuration: Double?
    /// Nil where the slide's media were not looked at.
    public var media: Media?
    /// Why the media cannot be used; nil where they can, or were not looked at.
    public var fault: String?
    /// Why the story's slides cannot be joined; said of the first one.
    public var joinFault: String?
    /// Overlays that cannot be drawn, and why.
    public var problems: [StoryProblem] = []
    /// What is drawn otherwise than asked for.
    public var substitutions: [Substitution] = []
    /// The others, in stacking order.
    public var overlays: [OverlayMeasure] = []

    public struct Media: Hashable, Sendable, Codable {
        /// How often each pixel of the source is enlarged, along one side.
        public var enlargement: Double
        /// What the source holds from the slide's start on, in seconds of the output; nil for what has no
        /// length of its own.
        public var available: Double?

        public init(enlargement: Double, available: Double? = nil) {
            self.enlargement = enlargement
            self.available = available
        }
    }

    public init(slide: Int, duration: Double) {
        self.slide = slide
        self.duration = duration
    }
}

/// One overlay as it is seen.
public struct OverlayMeasure: Hashable, Sendable, Codable {
    /// Where it lies at rest, and when it is seen.
    public var region: HitRegion
    /// Nil for what is no text.
    public var text: Text?

    public struct Text: Hashable, Sendable, Codable {
        /// What it says.
        public var words: String
        /// Whether it is shown word by word, as it is spoken.
        public var isSpoken: Bool
        /// The smallest letters' em square, in pixels of a canvas 1080 wide.
        public var fontSize: Double
        /// The lightest weight, 1 to 1000.
        public var weight: Int
        /// How its letters stand out, at several moments; empty if they were not looked at.
        public var letters: [LetterContrast] = []
        /// Words that are wider than the text may be, so that a line ends inside them.
        public var brokenWords: [String] = []

        public init(words: String, isSpoken: Bool = false, fontSize: Double, weight: Int) {
            self.words = words
            self.isSpoken = isSpoken
            self.fontSize = fontSize
            self.weight = weight
        }
    }

    public init(region: HitRegion, text: Text? = nil) {
        self.region = region
        self.text = text
    }
}

extension OverlayMeasure {
    init(_ item: OverlayReview.Item) {
        self.init(region: item.region)
        guard case .text(let overlay) = item.overlay, let size = item.fontSize else { return }
        let own = overlay.style.font.weight
        var weight = own
        if case .runs(let runs) = overlay.content {
            weight = runs.map { $0.font.weight ?? own }.min() ?? own
        }
        let isSpoken = if case .words = overlay.content { true } else { false }
        text = Text(words: overlay.text, isSpoken: isSpoken, fontSize: size, weight: weight)
        text?.brokenWords = item.brokenWords
    }
}
