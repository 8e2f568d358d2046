package import Libav
package import Story

/// Blur, vignette and grain of canvas frames, in that order: what lies in front of the lens, in it, and
/// behind it.
package struct EffectsPass: ~Copyable {
    private var softening: Softening?
    private let vignette: Vignette?
    private let grain: Grain?
    private let pool: FramePool
    private let isIdentity: Bool

    /// - Throws: ``LibavError`` where memory is short.
    /// - Parameters:
    ///   - width: of the canvas, in pixels.
    ///   - height: of the canvas, in pixels.
    /// - Throws: ``LibavError`` where memory is short.
    package init(_ grading: Grading, width: Int, height: Int) throws(LibavError) {
        let effects = grading.effects
        let darkening = grading.vignette
        let pool = try FramePool(width: width, height: height)
        softening =
            effects.blur > 0 ? try Softening(amount: effects.blur, width: width, height: height) : nil
        vignette = darkening > 0 ? Vignette(amount: darkening, width: width, height: height) : nil
        grain = effects.grain > 0 ? Grain(amount: effects.grain) : nil
        self.pool = pool
        isIdentity = effects.blur == 0 && darkening == 0 && effects.grain == 0
    }

    /// The frame with the effects; itself where there are none, or its data has no other reference.
    ///
    /// - Parameter index: the first output frame that it is shown in.
    /// - Throws: ``LibavError`` where memory is short.
    package mutating func apply(to frame: consuming Frame, index: Int) throws(LibavError) -> Frame {
        if isIdentity { return frame }
        var target = frame.isWritable ? frame : try pool.copy(frame)
        try softening?.apply(to: &target)
        vignette?.apply(to: &target)
        grain?.apply(to: &target, index: index)
        return target
    }
}

extension Grading {
    /// How dark the corners are altogether: each vignette takes its share of what the others leave.
    var vignette: Double {
        1
            - looks.reduce(1 - effects.vignette) { rest, applied in
                rest * (1 - LookRecipe(applied.look).vignette * applied.intensity)
            }
    }
}
