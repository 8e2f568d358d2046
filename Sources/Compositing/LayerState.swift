/// The visible state of a layer at a moment, in steps too small to see.
struct LayerState: Hashable, Sendable {
    /// The index of the layer's picture.
    var picture: Int
    /// In 1/256ths, as in blending.
    var opacity: UInt16
    /// In 1/1024ths of the size at rest. One step changes a layer as wide as the canvas by about a pixel.
    var scale: Int
    /// The distance of the box's middle from its place at rest, in 1/8 pixels.
    var x = 0
    var y = 0
    /// The clockwise rotation from the angle at rest, in steps of which ``fullTurn`` are a whole turn; not negative.
    var rotation = 0
    var reveal = Reveal()

    /// The visible part of a layer.
    struct Reveal: Hashable, Sendable {
        /// From the left, in 1/1024ths of the width.
        var wipe = 0..<LayerState.fullScale
        /// The number of visible letters of a text, in reading order; nil for all.
        var letters: Int?

        var isWhole: Bool { self == Reveal() }
        var isEmpty: Bool { wipe.isEmpty || letters == 0 }
    }

    static let fullOpacity = OverlayBitmap.opaque
    static let fullScale = 1024
    /// The corner of a canvas is 1100 pixels from its middle. One step moves such a corner by 0.2 pixels.
    static let fullTurn = 32768
    /// Steps in a pixel. The middle of a slowly moving layer is never more than 1/16 pixel from its exact place.
    static let pixel = 8

    /// Whether the layer looks as it does at rest, apart from its position.
    var keepsShape: Bool { scale == Self.fullScale && rotation == 0 && reveal.isWhole }
}

extension LayerState {
    init(_ pose: LayerMotion.Pose, picture: Int, letters: LetterSteps?) {
        let turns = (pose.radians / (2 * .pi) * Double(Self.fullTurn)).rounded()
        let steps = turns.truncatingRemainder(dividingBy: Double(Self.fullTurn))
        self.init(
            picture: picture,
            opacity: UInt16((pose.opacity * Double(Self.fullOpacity)).rounded()),
            scale: Int((pose.scale * Double(Self.fullScale)).rounded()),
            x: Int((pose.offset.x * Double(Self.pixel)).rounded()),
            y: Int((pose.offset.y * Double(Self.pixel)).rounded()),
            rotation: Int(steps < 0 ? steps + Double(Self.fullTurn) : steps))
        let lower = Int((pose.wipe.lowerBound * Double(Self.fullScale)).rounded())
        reveal.wipe = lower..<max(lower, Int((pose.wipe.upperBound * Double(Self.fullScale)).rounded()))
        if let writing = pose.writing, let letters { reveal.letters = letters.count(of: writing) }
    }
}

/// The visible state of all overlays at a moment. Equal states draw equal pixels.
public struct OverlayState: Hashable, Sendable {
    /// One state for each overlay; nil if it is invisible.
    let layers: [LayerState?]

    /// Whether no overlay is visible.
    public var isEmpty: Bool { layers.allSatisfy { $0 == nil } }
}
