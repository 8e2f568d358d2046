internal import Containers
internal import Story

/// A font that a story brings along, as this process knows it.
struct FontFace: Hashable {
    /// The family by which Pango finds this font and no other.
    let name: String
    /// The file in the story.
    let src: String
    /// What people know it by: the family, or the file.
    let title: String
    /// The weights in which it can be drawn: one, unless it varies.
    let weights: ClosedRange<Int>
    let isItalic: Bool
    let axes: [OpenTypeFont.Axis]
    /// The weight at which a variable font is drawn if none is asked for.
    let standardWeight: Int

    init(
        _ font: OpenTypeFont, name: String, src: String, title: String, weight: Int? = nil,
        isItalic: Bool? = nil
    ) {
        self.name = name
        self.src = src
        self.title = title
        self.isItalic = isItalic ?? font.isItalic
        axes = font.axes
        let own = font.axes.first { $0.tag == "wght" }.map { axis in
            (
                Int(clamping: Int(axis.range.lowerBound))...Int(clamping: Int(axis.range.upperBound)),
                axis.standard
            )
        }
        if let weight {
            weights = weight...weight
            standardWeight = weight
        } else if let own {
            weights = own.0
            standardWeight = Int(own.1)
        } else {
            weights = font.weight...font.weight
            standardWeight = font.weight
        }
    }

    func hasAxis(_ tag: String) -> Bool { axes.contains { $0.tag == tag } }

    /// Why the font cannot take a place on an axis, and what it takes; nil if it can.
    func fault(of place: Double, on tag: String) -> (reason: String, taken: String)? {
        guard let axis = axes.first(where: { $0.tag == tag }) else {
            let others = axes.map(\.tag).joined(separator: ", ")
            return (
                "the font \"\(title)\" has no axis \"\(tag)\"",
                "it is drawn without it" + (others.isEmpty ? "" : "; its axes are \(others)")
            )
        }
        let (least, most) = (axis.range.lowerBound, axis.range.upperBound)
        guard !axis.range.contains(place) else { return nil }
        return (
            "the axis \"\(tag)\" of the font \"\(title)\" reaches from \(least) to \(most)",
            "\(place < least ? least : most) is taken"
        )
    }
}
