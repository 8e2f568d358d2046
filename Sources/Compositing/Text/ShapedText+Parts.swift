internal import Story

extension ShapedText {
    /// A box behind a part of the text that has its own background.
    struct Marker: Hashable {
        let color: Color
        let box: Rectangle
    }

    /// The boxes behind parts of the text, slightly wider than the parts.
    var markers: [Marker] {
        let looks = text.spans.map(\.look)
        let colors = Set(looks.compactMap(\.background)).sorted { $0.hex < $1.hex }
        let margin = style.font.size * scale * 0.12
        return colors.flatMap { color in
            lines.flatMap { line in
                line.boxes { looks[$0].background == color && !looks[$0].isHidden }
                    .map { Marker(color: color, box: $0.expanded(horizontally: margin, vertically: 0)) }
            }
        }
    }

    /// The radius of the corners of ``markers``.
    var markerRadius: Double { style.font.size * scale * 0.2 }

    /// The mentions, hashtags and links at the places where they are drawn.
    var entities: [TextEntity] {
        text.entities.flatMap { entity in
            lines.flatMap { line in
                line.boxes { entity.range.contains(text.spans[$0].range.lowerBound) }
                    .map { TextEntity(content: entity.content, box: $0) }
            }
        }
    }
}
