/// What is seen of a layer at a moment, in steps that are too small to be seen.
struct LayerState: Hashable, Sendable {
    /// Which of the layer's pictures.
    var picture: Int
    /// In 1/256ths, the steps in which a layer is blended.
    var opacity: UInt16
    /// In 1/1024ths of the size at rest: a layer as wide as the canvas changes by a pixel with each.
    var scale: Int
    /// How far the middle of the box is from where it rests, in 1/8 pixels.
    var x = 0
    var y = 0
    /// How much the layer is turned from how it rests, clockwise, as a share of a whole turn of
    /// ``fullTurn``; 0 and up.
    var rotation = 0
    var reveal = Reveal()

    /// What part of a layer is seen.
    struct Reveal: Hashable, Sendable {
        /// From the left, in 1/1024ths of the width.
        var wipe = 0..<LayerState.fullScale
        /// Of a text, in clusters in reading order; nil for all.
        var letters: Int?

        var isWhole: Bool { self == Reveal() }
        var isEmpty: Bool { wipe.isEmpty || letters == 0 }
    }

    static let fullOpacity = OverlayBitmap.opaque
    static let fullScale = 1024
    /// A corner as far from the middle as a canvas's, 1100 pixels, moves by 0.2 pixels with each.
    static let fullTurn = 32768
    /// Steps of a pixel. The middle of what moves slowly is never farther than 1/16 pixel from its place.
    static let pixel = 8

    /// Whether the layer's pixels are those at rest, wherever they are.
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

/// What is seen at a moment; equal states draw equal pixels.
public struct OverlayState: Hashable, Sendable {
    /// One for each overlay, nil where it is not seen.
    let layers: [LayerState?]

    /// Whether nothing is seen.
    public var isEmpty: Bool { layers.allSatisfy { $0 == nil } }
}
