import Story
import Transcoding

/// A slide of a joined story in words: when it is shown, and how it begins.
struct SegmentText {
    private let segment: SegmentPlan

    init(_ segment: SegmentPlan) {
        self.segment = segment
    }

    /// `4.5 s to 9.5 s: slide 2, photo.jpg, fade of 0.5 s`
    var line: String {
        let rate = Double(segment.plan.frameRate)
        let start = PlanReport.number(Double(segment.start) / rate)
        let end = PlanReport.number(Double(segment.end) / rate)
        return "\(start) s to \(end) s: slide \(segment.plan.slide), \(segment.plan.input)\(transition)"
    }

    private var transition: String {
        guard let transition = segment.transition else { return "" }
        if transition.kind == .cut { return ", cut" }
        let seconds = Double(transition.frameCount) / Double(segment.plan.frameRate)
        return
            ", \(transition.kind.rawValue) of \(PlanReport.number(seconds)) s, \(transition.easing.rawValue)"
    }
}
