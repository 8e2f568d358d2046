public import Story

/// A slide of a joined story: how it is made, and when it is shown.
public struct SegmentPlan: Hashable, Sendable, Codable {
    /// The slide's plan, on its own clock; `slide` and `slideCount` are those of the story.
    public var plan: ExportPlan
    /// The frame of the file that shows the slide's first frame, alone or together with the previous slide.
    public var start: Int
    /// How it takes over from the previous slide; nil for the first.
    public var transition: TransitionPlan?
    /// Whether the clip's sound continues after the slide's last frame, for the length of a soft cut.
    public var soundGoesOn: Bool

    /// The first frame of the file that no longer shows it.
    public var end: Int { start + plan.frameCount }

    /// The frames of the file that show it.
    var range: Range<Int> { start..<end }

    /// The number of frames that also show the previous slide.
    var overlap: Int { transition?.frameCount ?? 0 }
}

/// How a slide takes over from the previous one.
public struct TransitionPlan: Hashable, Sendable, Codable {
    public var kind: SlideTransition.Kind
    public var easing: Easing
    /// Number of frames that show something of both slides; 0 for a cut.
    public var frameCount: Int

    init(_ transition: SlideTransition, frameRate: Int) {
        kind = transition.kind
        easing = transition.pace
        frameCount =
            transition.kind == .cut
            ? 0 : max(1, Int((transition.duration * Double(frameRate)).rounded()))
    }

    /// How far the transition has come in one of its frames, 0…1.
    ///
    /// The frames divide the way evenly, so that neither the first nor the last repeats what is shown next to them.
    ///
    /// - Parameter step: counted from 0.
    func progress(_ step: Int) -> Double {
        min(max(easing.progress(at: Double(step + 1) / Double(frameCount + 1)), 0), 1)
    }
}
