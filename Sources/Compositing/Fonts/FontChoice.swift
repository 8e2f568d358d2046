internal import Containers

/// A font, and how it is to be drawn.
struct FontChoice: Hashable {
    let face: FontFace
    /// The places on all axes of a variable font.
    let axes: [String: Double]
    /// Whether to slant upright letters, because the family has no italics.
    let isSlanted: Bool

    /// The choice for a weight and a slope.
    ///
    /// As in CSS Fonts 4, section 5.2: the slope decides first, then the nearest weight. No letters are made bolder
    /// than the font has them.
    ///
    /// - Parameters:
    ///   - faces: at least one.
    ///   - weight: nil for the font's own.
    ///   - isItalic: nil for the font's own.
    init?(from faces: [FontFace], weight: Int?, isItalic: Bool?, axes asked: [String: Double]) {
        let sloped = faces.filter { face in
            guard let isItalic else { return !face.isItalic }
            return face.isItalic == isItalic || (isItalic && (face.hasAxis("ital") || face.hasAxis("slnt")))
        }
        let wanted = weight ?? 400
        let best = (sloped.isEmpty ? faces : sloped).min { first, second in
            Self.distance(wanted, first.weights) < Self.distance(wanted, second.weights)
        }
        guard let face = best else { return nil }
        self.face = face
        // Each axis has its place, so that fontconfig chooses none of its own accord.
        var axes = Dictionary(face.axes.map { ($0.tag, $0.standard) }) { first, _ in first }
        if face.hasAxis("wght") {
            let own = weight ?? face.standardWeight
            axes["wght"] = Double(min(max(own, face.weights.lowerBound), face.weights.upperBound))
        }
        var isSlanted = false
        if isItalic == true, !face.isItalic {
            if let axis = face.axes.first(where: { $0.tag == "ital" }) {
                axes["ital"] = axis.range.upperBound
            } else if let axis = face.axes.first(where: { $0.tag == "slnt" }) {
                // Letters that lean to the right have negative angles.
                axes["slnt"] = axis.range.lowerBound
            } else {
                isSlanted = true
            }
        }
        self.isSlanted = isSlanted
        for (tag, value) in asked {
            guard let axis = face.axes.first(where: { $0.tag == tag }) else { continue }
            axes[tag] = min(max(value, axis.range.lowerBound), axis.range.upperBound)
        }
        self.axes = axes
    }

    /// How far a font is from a weight, in the order in which CSS looks for one.
    private static func distance(_ wanted: Int, _ weights: ClosedRange<Int>) -> Int {
        if weights.contains(wanted) { return 0 }
        let nearest = wanted < weights.lowerBound ? weights.lowerBound : weights.upperBound
        let difference = abs(nearest - wanted)
        let isHeavier = nearest > wanted
        // From 400 to 500 a weight in between comes first; beyond, the direction of the weight itself.
        if (400...500).contains(wanted), isHeavier, nearest <= 500 { return difference }
        let isPreferred = wanted <= 500 ? !isHeavier : isHeavier
        return difference + (isPreferred ? 1_000 : 2_000)
    }
}

extension FontChoice {
    /// The places on the axes, as Pango takes them.
    ///
    /// Corresponds to `pango_font_description_set_variations`.
    var variations: String {
        axes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
    }
}
