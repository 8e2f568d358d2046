public import Compositing

/// How far an export has come.
public struct ExportProgress: Hashable, Sendable {
    public let framesDone: Int
    public let framesTotal: Int
    /// The current run over the frames, counted from 1; see ``RateSearch``.
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
    /// Number of frames in the output; fewer than planned if the source ended early.
    public var frameCount: Int
    public var frameRate: Int
    /// Number of source frames that were decoded, and how many of these are shown.
    public var decodedFrames: Int
    public var shownFrames: Int
    /// Number of damaged source frames or packets.
    public var damagedFrames: Int
    /// How the export kept to the size; nil if the size could not be exceeded.
    public var rate: RateResult?
    /// What was done about the loudness; nil if no loudness was asked for, and for silence.
    public var loudness: LoudnessResult?
    /// What was done otherwise than asked or expected, in sentences.
    public var substitutions: [String]
    /// Where each overlay lies and when, in the order of the overlays.
    public var overlays: [HitRegion]
    /// What is wrong with the input although it plays, in sentences.
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

    /// Length of the output, in seconds.
    public var duration: Double { Double(frameCount) / Double(frameRate) }
}
