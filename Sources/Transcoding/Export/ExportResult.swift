public import Compositing

/// How far an export is.
public struct ExportProgress: Hashable, Sendable {
    public let framesDone: Int
    public let framesTotal: Int
    /// Which run over the frames it is, counted from 1; see ``RateSearch``.
    public var pass = 1

    public init(framesDone: Int, framesTotal: Int) {
        self.framesDone = framesDone
        self.framesTotal = framesTotal
    }

    /// 0 to 1.
    public var fraction: Double {
        framesTotal > 0 ? min(1, Double(framesDone) / Double(framesTotal)) : 0
    }
}

/// What an export did.
public struct ExportResult: Hashable, Sendable, Codable {
    /// Frames of the output; fewer than planned where the source ended early.
    public var frameCount: Int
    public var frameRate: Int
    /// Source frames that were decoded, and of these the ones that are seen.
    public var decodedFrames: Int
    public var shownFrames: Int
    /// Source frames or packets that were damaged.
    public var damagedFrames: Int
    /// How the size was kept to; nil where it could not be exceeded.
    public var rate: RateResult?
    /// What was done about the loudness; nil where nothing was asked, and for silence.
    public var loudness: LoudnessResult?
    /// What was done otherwise than asked or expected, in sentences.
    public var substitutions: [String]
    /// Where each overlay lies and when, in their order.
    public var overlays: [HitRegion]
    /// What was wrong with the input though it plays, in sentences.
    public var warnings: [String]

    public init(
        frameCount: Int, frameRate: Int, decodedFrames: Int = 0, shownFrames: Int = 0,
        damagedFrames: Int = 0, substitutions: [String] = [],
        overlays: [HitRegion] = [], warnings: [String] = []
    ) {
        self.frameCount = frameCount
        self.frameRate = frameRate
        self.decodedFrames = decodedFrames
        self.shownFrames = shownFrames
        self.damagedFrames = damagedFrames
        self.substitutions = substitutions
        self.overlays = overlays
        self.warnings = warnings
    }

    /// What the output lasts, in seconds.
    public var duration: Double { Double(frameCount) / Double(frameRate) }
}
