/// Where in a clip decoding begins.
///
/// An export begins where its slide does. A request for a few frames begins at the key frame before the first of them.
/// A seek goes by decoding time, but in some clips pictures stored before a key frame are shown after it, or refer
/// across it. So the decoder checks the first picture that comes out: if it begins too late, the next try starts
/// earlier. The last try is where an export begins, so the result is always that of an export.
struct SeekPoint {
    /// Seconds on the container's clock; nil for the beginning of the file. The last one is where an export begins.
    private var starts: [Double?]
    /// The latest time at which a picture for the first wanted frame may begin, in seconds from the slide's start.
    private let needed: Double

    /// How much earlier each further try begins, in seconds of the clip. Most groups of pictures last 1 to 10.
    private static let steps = [0.0, 1, 4, 12]
    /// In seconds. A deinterlacer looks at the pictures before and after its own; at 25 pictures a second this is six
    /// of them.
    private static let deinterlacing = 0.25

    init(_ context: ExportContext) {
        let video = context.plan.video
        let first = context.frames.first
        let lead = video.deinterlaces ? Self.deinterlacing / video.speed : 0
        let needed = (Double(first) + video.pickingLead) / Double(context.plan.frameRate) - lead
        let export = video.seeks ? video.start : nil
        let shortcuts = Self.steps.map { needed - $0 / video.speed }.filter { first > 0 && $0 > 0 }
        self.needed = needed
        starts = shortcuts.map { video.start + $0 * video.speed } + [export]
    }

    var start: Double? { starts[0] }

    /// Whether decoding begins later than an export would.
    var isShortcut: Bool { starts.count > 1 }

    /// Whether the first picture shows that decoding must begin earlier.
    ///
    /// - Parameter time: the picture's, in seconds from the slide's start; nil if it has no time.
    func isLate(_ time: Double?) -> Bool {
        isShortcut && (time.map { $0 > needed } ?? true)
    }

    /// Goes to the next try; returns false if no try is left.
    mutating func goBack() -> Bool {
        guard isShortcut else { return false }
        starts.removeFirst()
        return true
    }
}
