public import Story

/// A slide of a joined story: what becomes of it, and when it is seen.
public struct SegmentPlan: Hashable, Sendable, Codable {
    /// What is done to the slide, on its own clock; `slide` and `slideCount` are those of the story.
    public var plan: ExportPlan
    /// In which frame of the file the slide's first one is seen, alone or together with the slide before.
    public var start: Int
    /// How it takes over from the slide before; nil for the first.
    public var transition: TransitionPlan?
    /// Whether the clip's sound goes on behind the slide's last frame, for as long as a soft cut takes.
    public var soundGoesOn: Bool

    /// The first frame of the file in which it is seen no more.
    public var end: Int { start + plan.frameCount }

    /// The frames of the file in which it is seen.
    var range: Range<Int> { start..<end }

    /// For how many frames the slide before is seen, too.
    var overlap: Int { transition?.frameCount ?? 0 }
}

/// How a slide takes over from the one before.
public struct TransitionPlan: Hashable, Sendable, Codable {
    public var kind: SlideTransition.Kind
    public var easing: Easing
    /// The frames that show something of both; 0 for a cut.
    public var frameCount: Int

    init(_ transition: SlideTransition, frameRate: Int) {
        kind = transition.kind
        easing = transition.pace
        frameCount =
            transition.kind == .cut
            ? 0 : max(1, Int((transition.duration * Double(frameRate)).rounded()))
    }

    /// How much of its way is done in one of its frames, 0…1.
    ///
    /// The frames divide the way evenly, so that neither the first nor the last repeats what is seen
    /// beside them.
    ///
    /// - Parameter step: counted from 0.
    func progress(_ step: Int) -> Double {
        min(max(easing.progress(at: Double(step + 1) / Double(frameCount + 1)), 0), 1)
    }
}
