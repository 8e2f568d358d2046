/// How much a document may ask for, so that an unfriendly one costs neither memory nor time.
public enum StoryLimits {
    /// Bytes of JSON text. Two thousand full captions fit.
    public static let documentBytes = 1 << 20
    /// Arrays and objects inside each other; the format itself needs 7.
    public static let nestingDepth = 32
    /// Slides of a story: a quarter of an hour at 15 s is 60 of them.
    public static let slides = 100
    /// Overlays of a slide. Each may take a layer as large as the canvas.
    public static let overlaysPerSlide = 50
    /// Looks that are applied to a slide's media one after the other.
    public static let looks = 10
    /// Unicode scalars of a text: more than fill a canvas legibly. Scalars are counted, since a
    /// single character may have any number of them.
    public static let textScalars = 2_000
    /// Parts of a text, and words that are picked out of it.
    public static let textParts = 100
    /// Words of captions: twenty minutes at 150 a minute, which is more than a slide has.
    public static let captionWords = 3_000
    /// Unicode scalars of all captions together.
    public static let captionScalars = 30_000
    /// Unicode scalars of a sticker's question, title or option: all are lines, not paragraphs.
    public static let lineScalars = 300
    /// Bytes of an address: what browsers and servers agree to take.
    public static let addressBytes = 2_000
    /// Bytes of a path (`PATH_MAX` of Linux without its terminating zero).
    public static let pathBytes = 4_095
    /// Bytes of a preset's name.
    public static let presetNameBytes = 64
    /// Bytes of a font family's name.
    public static let familyBytes = 255
    /// Tracks of music under a story or a slide. Each is decoded at the same time.
    public static let soundTracks = 4
    /// Points of a volume envelope.
    public static let volumePoints = 100
    /// Seconds of a fade of sound.
    public static let fadeSeconds = 60.0
    /// Seconds into a clip or a slide: four hours.
    public static let seconds = 14_400.0
    /// Keyframes of one number: 15 seconds with one every 0.15 s.
    public static let keyframes = 100
    /// How much larger than its own size an overlay may be shown.
    public static let scale = 8.0
    /// Problems listed for one document.
    public static let problems = 100
}
