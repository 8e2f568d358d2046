/// The story document: what a person or a program asks for.
///
/// The module Story holds pure values: the document, its strict reader, presets and limits. It does no I/O and calls no
/// C.
public struct StoryDocument: Hashable, Sendable {
    /// The version of the format that this program reads and writes.
    public static let currentVersion = 1

    /// The preset for the output.
    public var preset: Preset
    /// At least one slide, in order. Each becomes a posted item of its own unless the slides are joined.
    public var slides: [Slide]
    /// Whether all slides become one file.
    public var isJoined = false
    /// When to publish the story; nil if the document does not say.
    public var publishAt: Moment?
    /// How long the story stays visible after that; nil if the document does not say.
    public var expiresAfter: Lifetime?
    /// The largest size of each of the story's files; nil for the preset's limit.
    public var maximumSize: FileSize?
    /// The loudness to which each slide's sound is normalised; nil to leave it unchanged.
    public var loudness: LoudnessTarget?
    /// Music under the whole story, continuous across slides.
    public var sound: [AudioTrack] = []
    /// Fonts of the story's own. Their families take precedence over installed ones.
    public var fonts: [FontFile] = []
    /// A voice over the whole story; all other sound is lowered while it speaks.
    public var voice: AudioTrack?

    public init(
        preset: Preset = .story, slides: [Slide], publishAt: Moment? = nil, expiresAfter: Lifetime? = nil
    ) {
        self.preset = preset
        self.slides = slides
        self.publishAt = publishAt
        self.expiresAfter = expiresAfter
    }

    /// Reads a story from JSON text, strictly: an unknown key is a problem, too. Other programs' names for a key are
    /// accepted; ``StoryReading`` lists them.
    ///
    /// - Throws: ``StoryDocumentError`` with every problem of the document at once. Text that is not JSON has one
    ///   problem, with its place.
    public init(json bytes: [UInt8]) throws(StoryDocumentError) {
        self = try StoryReading(json: bytes).document
    }

    /// JSON text that is the same for equal stories: every value written out, including defaults, keys sorted, no
    /// spaces.
    ///
    /// The text can be read again. Its hash tells whether a story has been made before.
    public var canonicalJSON: String { json.canonicalText }
}
