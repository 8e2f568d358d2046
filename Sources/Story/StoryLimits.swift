/// Limits on what a document may ask for, so that a hostile one costs neither memory nor time.
public enum StoryLimits {
    /// Bytes of JSON text. Two thousand captions in full form fit.
    public static let documentBytes = 1 << 20
    /// Nesting of arrays and objects. The format itself needs 7.
    public static let nestingDepth = 32
    /// Slides of a story. A quarter of an hour in slides of 15 s is 60.
    public static let slides = 100
    /// Overlays of a slide. Each may need a layer as large as the canvas.
    public static let overlaysPerSlide = 50
    /// Looks that are applied to a slide's media in succession.
    public static let looks = 10
    /// Unicode scalars of a text: more than fit legibly on a canvas. The limit counts scalars because a single
    /// character may have any number of them.
    public static let textScalars = 2_000
    /// Runs of a text, and words selected in it.
    public static let textParts = 100
    /// Words of captions: twenty minutes at 150 a minute, which is more than a slide has.
    public static let captionWords = 3_000
    /// Unicode scalars of all captions together.
    public static let captionScalars = 30_000
    /// Unicode scalars of a sticker's question, title or option, each of which is a line, not a paragraph.
    public static let lineScalars = 300
    /// How many answers a question may have, as in the apps.
    static let options = 2...4
    /// Bytes of a URL. Browsers and servers commonly support this length.
    public static let addressBytes = 2_000
    /// Bytes of a path (`PATH_MAX` of Linux without its terminating zero).
    public static let pathBytes = 4_095
    /// Bytes of a preset's name.
    public static let presetNameBytes = 64
    /// Bytes of a font family's name.
    public static let familyBytes = 255
    /// Font files of a story: all weights and italics of three large families.
    public static let fonts = 64
    /// Bytes of a font file. Fonts with all Chinese characters have some 20 MB.
    public static let fontBytes = 32 << 20
    /// Bytes of all font files of a story.
    public static let allFontBytes = 128 << 20
    /// Axes of a variable font that a text sets.
    public static let fontAxes = 16
    /// Named styles, and colours, of a story or a brand.
    public static let brandEntries = 100
    /// Tracks of music under a story or a slide. All of them are decoded at the same time.
    public static let soundTracks = 4
    /// Points of a volume envelope.
    public static let volumePoints = 100
    /// Seconds of a fade-in or fade-out of sound.
    public static let fadeSeconds = 60.0
    /// Seconds into a clip or a slide: four hours.
    public static let seconds = 14_400.0
    /// Keyframes of one number: one every 0.15 s for 15 seconds.
    public static let keyframes = 100
    /// The maximum magnification of an overlay.
    public static let scale = 8.0
    /// Problems listed for one document.
    public static let problems = 100
}
