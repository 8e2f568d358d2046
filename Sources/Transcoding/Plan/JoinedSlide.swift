public import Probing
public import Story

/// A slide that is to be joined with others.
public struct JoinedSlide: Sendable {
    /// What its medium turned out to be.
    public var info: MediaInfo
    /// The medium, as the user named it.
    public var input: String
    /// What is wanted; its loudness and its splitting have no meaning here.
    public var options: PlanOptions
    /// How it takes over from the slide before; nil for a cut.
    public var transition: SlideTransition?
    /// Its JSONPath in the story.
    public var path: String

    public init(
        info: MediaInfo, input: String, options: PlanOptions, transition: SlideTransition? = nil, path: String
    ) {
        self.info = info
        self.input = input
        self.options = options
        self.transition = transition
        self.path = path
    }

    /// How long its clip goes on from where it begins, in seconds of the output.
    var seconds: Double {
        info.kind == .video ? max(0, (info.shownDuration ?? 0) - options.start) / options.speed : 0
    }

    func plan() throws(MediaError) -> ExportPlan {
        try plan(options)
    }

    /// The same, so many frames long.
    func plan(frameCount: Int) throws(MediaError) -> ExportPlan {
        var options = options
        options.duration = Double(frameCount) / Double(options.preset.frameRate)
        return try plan(options)
    }

    private func plan(_ options: PlanOptions) throws(MediaError) -> ExportPlan {
        var options = options
        options.split = false
        options.loudness = nil
        options.isPart = true
        return try ExportPlan.plans(for: info, input: input, options: options)[0]
    }
}
