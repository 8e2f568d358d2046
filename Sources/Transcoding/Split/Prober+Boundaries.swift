internal import Libav
public import Probing
internal import Story
public import Threading

extension Prober {
    /// Looks for the best places to divide a clip into slides. Blocks while it reads and decodes some 4 s of the clip
    /// for each slide.
    ///
    /// - Parameters:
    ///   - info: what the probe found out about the clip.
    ///   - options: those of the later plan; ``PlanOptions/boundaries`` takes the result.
    ///   - threads: how many the codec may use, 0 for one per core.
    ///   - found: called for each boundary.
    /// - Returns: nil if there is nothing to divide.
    /// - Throws: ``MediaError`` as planning does; with code `cancelled` if the cancellation is raised.
    public func boundaries(
        for info: MediaInfo, input: String, options: PlanOptions, _ preference: SplitPreference,
        threads: Int = 0, cancellation: CancellationToken, found: (SlideBoundary) -> Void = { _ in }
    ) throws(MediaError) -> [SlideBoundary]? {
        guard preference != .limit, options.split, info.kind == .video else { return nil }
        var options = options
        options.boundaries = nil
        // The size is judged once the slides are known.
        options.isPart = true
        let plans = try ExportPlan.plans(for: info, input: input, options: options)
        guard plans.count > 1 else { return nil }
        let context = ExportContext(
            plan: plans[0], frames: .all, cube: nil, limits: limits, policy: policy, threads: threads,
            log: ClipLog(logger: logger), cancellation: cancellation, report: ExportReport())
        let reader = WindowReader(context, preference)
        let search = BoundarySearch(
            frameCount: plans.reduce(0) { $0 + $1.frameCount },
            mostFrames: SlideSpan.mostFrames(of: options.preset), frameRate: Double(options.preset.frameRate),
            preference: preference)
        return try search.boundaries(
            measure: { (window) throws(MediaError) -> WindowMeasure in try reader.measure(window) },
            found: found)
    }
}
