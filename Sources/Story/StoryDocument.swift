/// The story document: what a person or a program asks for.
///
/// Module Story holds pure values: the document, its strict reader, presets and limits. It does no
/// I/O and calls no C.
public struct StoryDocument: Hashable, Sendable {
    /// The version of the format that this program reads and writes.
    public static let currentVersion = 1

    /// What the story is made for.
    public var preset: Preset
    /// One posted item each, in their order, unless they are joined; at least one.
    public var slides: [Slide]
    /// Whether all slides become one file, in which they follow each other.
    public var isJoined = false
    /// When it is to be published; nil if the document does not say.
    public var publishAt: Moment?
    /// How long it is shown from then on; nil if the document does not say.
    public var expiresAfter: Lifetime?
    /// The largest file that each of the story's may be; nil for what the preset says.
    public var maximumSize: FileSize?
    /// How loud each slide's sound is made; nil to leave it as it is.
    public var loudness: LoudnessTarget?
    /// Music under the whole story: it goes on from slide to slide.
    public var sound: [AudioTrack] = []
    /// A voice over the whole story, for which everything else steps back.
    public var voice: AudioTrack?

    public init(
        preset: Preset = .story, slides: [Slide], publishAt: Moment? = nil, expiresAfter: Lifetime? = nil
    ) {
        self.preset = preset
        self.slides = slides
        self.publishAt = publishAt
        self.expiresAfter = expiresAfter
    }

    /// Reads a story from JSON text, strictly: an unknown key is a problem, too. What other programs call
    /// a key is taken; ``StoryReading`` says where.
    ///
    /// - Throws: ``StoryDocumentError`` with every problem of the document at once. Text that is no
    ///   JSON has one problem, where it was seen.
    public init(json bytes: [UInt8]) throws(StoryDocumentError) {
        self = try StoryReading(json: bytes).document
    }

    /// The story as JSON text that is the same for equal stories: every value written out, defaults
    /// too, keys sorted, no spaces.
    ///
    /// It can be read again, and hashed to tell whether a story has been made before.
    public var canonicalJSON: String { json.canonicalText }
}
