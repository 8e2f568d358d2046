package import Libav
package import Story

/// Applies blur, vignette and grain to canvas frames, in the order of their causes: before the lens, in it and behind
/// it.
package struct EffectsPass: ~Copyable {
    private var softening: Softening?
    private let vignette: Vignette?
    private let grain: Grain?
    private let pool: FramePool
    private let isIdentity: Bool

    /// - Parameters:
    ///   - width: the canvas' width, in pixels.
    ///   - height: the canvas' height, in pixels.
    /// - Throws: ``LibavError`` if memory runs out.
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

    /// Returns the frame with the effects: the same frame if there are no effects or its data has no other reference,
    /// otherwise a changed copy.
    ///
    /// - Parameter index: the first output frame that shows this frame.
    /// - Throws: ``LibavError`` if memory runs out.
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
    /// The vignettes of the effects and all looks combined: each darkens what the others leave.
    var vignette: Double {
        1
            - looks.reduce(1 - effects.vignette) { rest, applied in
                rest * (1 - LookRecipe(applied.look).vignette * applied.intensity)
            }
    }
}
