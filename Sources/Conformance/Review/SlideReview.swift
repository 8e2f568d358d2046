public import Compositing
public import Story

/// The measurements of a slide that viewers care about, taken before the slide is made.
public struct SlideReview: Hashable, Sendable, Codable {
    /// The slide's index in the story, from 0.
    public var slide: Int
    /// The slide's duration, in seconds.
    public var duration: Double
    /// The duration that the story asks for, in seconds; nil if it asks for none.
    public var wantedDuration: Double?
    /// Nil if the slide's media were not opened.
    public var media: Media?
    /// Why the media cannot be used; nil if they can, or were not opened.
    public var fault: String?
    /// Why the story's slides cannot be joined; only the first slide has it.
    public var joinFault: String?
    /// Overlays that cannot be drawn, and why.
    public var problems: [StoryProblem] = []
    /// What is drawn differently from what the story asks for.
    public var substitutions: [Substitution] = []
    /// The overlays that can be drawn, in stacking order.
    public var overlays: [OverlayMeasure] = []

    public struct Media: Hashable, Sendable, Codable {
        /// The factor by which each pixel of the source is enlarged, along one side.
        public var enlargement: Double
        /// How much the source holds from the slide's start on, in seconds of the output; nil for media without a
        /// duration.
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

/// The measurements of one overlay.
public struct OverlayMeasure: Hashable, Sendable, Codable {
    /// Where the overlay lies at rest, and when it is visible.
    public var region: HitRegion
    /// Nil for stickers.
    public var text: Text?

    public struct Text: Hashable, Sendable, Codable {
        /// The text itself.
        public var words: String
        /// Whether the text is a caption, shown word by word as it is spoken.
        public var isSpoken: Bool
        /// The smallest letters' em square, in pixels of a canvas 1080 wide.
        public var fontSize: Double
        /// The lightest weight, 1 to 1000.
        public var weight: Int
        /// How well the letters stand out, at several moments; empty if not measured.
        public var letters: [LetterContrast] = []
        /// Words that are wider than the text may be, so a line ends inside them.
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
