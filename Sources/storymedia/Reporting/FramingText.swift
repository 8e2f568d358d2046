import Story

/// Which part of a picture is shown, in words.
struct FramingText {
    private let framing: Framing

    init(_ framing: Framing) { self.framing = framing }

    var parts: [String] {
        var parts: [String] = []
        if let crop = framing.crop, crop != .whole {
            parts.append(
                "cropped to \(Self.percent(crop.width)) × \(Self.percent(crop.height)) at "
                    + "\(Self.percent(crop.x)), \(Self.percent(crop.y))")
        }
        if let focus = framing.focus {
            let point = "\(Self.percent(focus.x.value(at: 0))), \(Self.percent(focus.y.value(at: 0)))"
            parts.append("focus \(point)" + (focus.x.changes || focus.y.changes ? ", moving" : ""))
        }
        if framing.zoom != 1 {
            parts.append(
                "zoom \(PlanReport.number(framing.zoom.value(at: 0)))"
                    + (framing.zoom.changes ? " to \(PlanReport.number(framing.zoom.settled))" : ""))
        }
        return parts
    }

    private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}
