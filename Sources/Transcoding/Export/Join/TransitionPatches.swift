internal import Story

/// Which parts of two slides are visible while one pushes the other out, or an edge crosses them.
struct TransitionPatches: Hashable {
    /// The part of the slide that goes.
    let before: Patch
    /// The part of the slide that comes.
    let after: Patch

    /// - Parameters:
    ///   - kind: one of those that slide or wipe.
    ///   - progress: 0…1; the result is rounded to an even number of pixels.
    ///   - width: the canvas's, in pixels, even.
    ///   - height: the canvas's, in pixels, even.
    init(_ kind: SlideTransition.Kind, _ progress: Double, width: Int, height: Int) {
        func even(_ side: Int) -> Int { 2 * Int((progress * Double(side / 2)).rounded()) }
        let (x, y) = (even(width), even(height))
        var before = Patch(width: width, height: height)
        var after = before
        switch kind {
        case .slideLeft, .wipeLeft:
            (before.width, after.width) = (width - x, x)
            after.targetX = width - x
            if kind == .slideLeft { before.sourceX = x } else { after.sourceX = width - x }
        case .slideRight, .wipeRight:
            (before.width, after.width) = (width - x, x)
            before.targetX = x
            if kind == .slideRight { after.sourceX = width - x } else { before.sourceX = x }
        case .slideUp, .wipeUp:
            (before.height, after.height) = (height - y, y)
            after.targetY = height - y
            if kind == .slideUp { before.sourceY = y } else { after.sourceY = height - y }
        case .slideDown, .wipeDown:
            (before.height, after.height) = (height - y, y)
            before.targetY = y
            if kind == .slideDown { after.sourceY = height - y } else { before.sourceY = y }
        case .cut, .fade, .fadeBlack, .fadeWhite:
            before.width = 0
        }
        self.before = before
        self.after = after
    }
}
