import Foundation
import Libav
internal import Probing
import Story
import Transcoding

/// An export plan in plain words.
struct PlanReport {
    private let plan: ExportPlan
    /// See ``ShownText``.
    private let shown: [String]

    init(_ plan: ExportPlan, shown: [String] = []) {
        self.plan = plan
        self.shown = shown
    }

    /// `1080×1920, 15.0 s`, `3 slides, 1080×1920, 41.2 s` or `3 slides joined, 1080×1920, 12.5 s`
    static func summary(_ plans: [ExportPlan]) -> String {
        guard let first = plans.first else { return "nothing" }
        let slides =
            first.segments.map { "\($0.count) slides joined, " }
            ?? (plans.count > 1 ? "\(plans.count) slides, " : "")
        let seconds = plans.reduce(0) { $0 + $1.duration }
        return "\(slides)\(first.canvasWidth)×\(first.canvasHeight), \(number(seconds)) s"
    }

    /// A handful of lines.
    var text: String {
        let slide = plan.slideCount > 1 ? ", slide \(plan.slide) of \(plan.slideCount)" : ""
        let media = plan.segments.map { $0.flatMap(Self.lines) } ?? mediaLines
        let lines =
            ["\(plan.input)\(slide)", "  output: \(output)"] + media
            + (shown.isEmpty ? [] : ["  shows: \(shown.joined(separator: ", "))"]) + ["  coding: \(coding)"]
            + (plan.segments == nil ? [] : overAll)
            + [ending.map { "  ends: \($0)" }, size.map { "  size: \($0)" }].compactMap(\.self)
            + plan.substitutions.map { "  \($0)" }
        return lines.joined(separator: "\n")
    }

    private var mediaLines: [String] {
        ["  picture: \(picture)", "  colour: \(colour)", "  sound: \(sound)"]
    }

    private static func lines(of segment: SegmentPlan) -> [String] {
        ["  \(SegmentText(segment).line)"] + PlanReport(segment.plan).mediaLines.map { "  \($0)" }
    }

    /// What is heard in addition to the slides' own sounds.
    private var overAll: [String] {
        let isPlain = plan.audio.tracks.isEmpty && plan.audio.loudness == nil
        return isPlain ? [] : ["  over all: \(additions.joined(separator: ", "))"]
    }

    private var output: String {
        "\(Self.summary([plan])), \(plan.frameRate) frames a second, preset \(plan.preset)"
    }

    private var picture: String {
        if plan.kind == .background { return plan.video.background.map { BackgroundText($0).text } ?? "none" }
        var parts: [String] = []
        if plan.video.start > 0 { parts.append("from \(Self.number(plan.video.start)) s") }
        if plan.video.loops { parts.append("repeated") }
        if plan.video.deinterlaces { parts.append("deinterlaced") }
        if plan.video.orientation.isMirrored { parts.append("mirrored") }
        if plan.video.orientation.clockwiseDegrees != 0 {
            parts.append("turned \(plan.video.orientation.clockwiseDegrees)°")
        }
        parts.append("fit \(plan.video.fit.rawValue)")
        parts += plan.video.framing.map { FramingText($0).parts } ?? []
        if let background = plan.video.background, plan.video.showsBackground {
            parts.append("on \(BackgroundText(background).text)")
        }
        if plan.video.motion.move != nil { parts.append("moving slowly") }
        return parts.joined(separator: ", ")
    }

    private var colour: String {
        let conversion =
            switch plan.video.color {
            case .none: "as it is"
            case .standard: "converted to BT.709"
            case .toneMapped: "HDR mapped to BT.709"
            }
        let grading = GradingText(plan.video.grading).parts
        if grading.isEmpty { return conversion }
        return ((plan.video.color == .none ? [] : [conversion]) + grading).joined(separator: ", ")
    }

    private var sound: String {
        var text = "silence"
        if let stream = plan.audio.stream {
            text = "stream \(stream)"
            if let layout = plan.audio.downmixedFrom { text += ", \(layout) mixed down to stereo" }
            if plan.audio.volume != 1 { text += ", volume \(Self.number(plan.audio.volume))" }
        }
        return ([text] + additions).joined(separator: ", ")
    }

    private var additions: [String] {
        plan.audio.tracks.map { "\($0.role.rawValue) from \($0.path)" }
            + (plan.audio.loudness.map { ["at \(Self.number($0.target)) LUFS"] } ?? [])
    }

    private var coding: String {
        let quality = Self.number(plan.encoding.constantRateFactor)
        let megabits = Self.number(Double(plan.encoding.maximumVideoBitRate) / 1_000_000)
        return "H.264 \(plan.encoding.preset), quality \(quality), at most \(megabits) Mbit/s; "
            + "AAC \(plan.encoding.audioBitRate / 1000) kbit/s"
    }

    /// Why the slide ends where it does; nil if that needs no reason.
    private var ending: String? {
        switch plan.ending {
        case .cut: "at a cut of the picture"
        case .silence: "in a pause of the sound"
        case .cutInSilence: "at a cut of the picture, in a pause of the sound"
        case .limit: "at the limit, since there is no better place shortly before"
        case nil: nil
        }
    }

    /// What the size limit means; nil if there is no limit.
    private var size: String? {
        guard let bytes = plan.encoding.maximumBytes else { return nil }
        let most = "at most \(FileSize(bytes: bytes))"
        guard let rate = plan.encoding.expectedVideoBitRate else {
            return "\(most), a limit that it cannot reach"
        }
        return "\(most); if it becomes larger, once more at about "
            + "\(Self.number((Double(rate) / 10_000).rounded() / 100)) Mbit/s"
    }

    /// With at most two decimals.
    static func number(_ value: Double) -> String {
        value == value.rounded() ? String(format: "%.0f", value) : String(format: "%.2f", value)
    }
}
