internal import Compositing

extension ExportContext {
    /// What the stages have reported so far; for a joined story, about all slides together.
    var outcome: ExportReport.Counts {
        var whole = report.current
        for (segment, context) in zip(plan.segments ?? [], segments) {
            let counts = context.report.current
            let seconds = Double(segment.start) / Double(plan.frameRate)
            whole.decodedFrames += counts.decodedFrames
            whole.shownFrames += counts.shownFrames
            whole.damagedFrames += counts.damagedFrames
            whole.substitutions += counts.substitutions.map { segment.plan.naming($0) }
            whole.warnings += counts.warnings.map { segment.plan.naming($0) }
            whole.overlays += counts.overlays.map { $0.joined(slide: segment.plan.slide, after: seconds) }
        }
        return whole
    }
}
