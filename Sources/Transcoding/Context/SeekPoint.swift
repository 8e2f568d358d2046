/// Where in a clip decoding begins.
///
/// An export begins where its slide does. Who wants a few frames begins at the key frame before the
/// first of them. A seek goes by the time of decoding, and there are clips whose pictures before a key
/// frame are shown after it or refer across it: so the first picture that comes out is looked at, and
/// where it begins too late the next try is earlier. The last try is where an export begins, so that
/// what comes out is always what an export has.
struct SeekPoint {
    /// Seconds on the container's clock; nil for the beginning of the file. The last is an export's.
    private var starts: [Double?]
    /// By when a picture must have begun for the first wanted frame, in seconds from the slide's start.
    private let needed: Double

    /// How much earlier each further try begins, in seconds of the clip: most groups of pictures last 1 to 10.
    private static let steps = [0.0, 1, 4, 12]
    /// A deinterlacer looks at the pictures before and after its own; at 25 pictures a second this is six.
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

    /// Whether decoding begins later than an export does.
    var isShortcut: Bool { starts.count > 1 }

    /// Whether the first picture shows that decoding must begin earlier.
    ///
    /// - Parameter time: of that picture, in seconds from the slide's start; nil where it has none.
    func isLate(_ time: Double?) -> Bool {
        isShortcut && (time.map { $0 > needed } ?? true)
    }

    /// Goes to the next try; false if none is left.
    mutating func goBack() -> Bool {
        guard isShortcut else { return false }
        starts.removeFirst()
        return true
    }
}
