public import Probing
public import Story

/// A slide that is to be joined with others.
public struct JoinedSlide: Sendable {
    /// What the probe found out about its medium.
    public var info: MediaInfo
    /// The medium, as the user named it.
    public var input: String
    /// What is wanted. Loudness and splitting have no meaning here.
    public var options: PlanOptions
    /// How it takes over from the previous slide; nil for a cut.
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

    /// The time from where its clip begins to the clip's end, in seconds of the output.
    var seconds: Double {
        info.kind == .video ? max(0, (info.shownDuration ?? 0) - options.start) / options.speed : 0
    }

    func plan() throws(MediaError) -> ExportPlan {
        try plan(options)
    }

    /// Plans the slide with this number of frames.
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
