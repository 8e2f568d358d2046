internal import Story

extension Artwork {
    /// An icon followed by one line of text. The width follows from the content.
    static func label(
        _ text: String, _ field: String, icon: Icon?, maximumWidth: Double, _ palette: StickerPalette,
        _ typesetter: StickerTypesetter
    ) -> Artwork {
        let margin = 34.0
        let height = 108.0
        let iconSide = 58.0
        let left = icon == nil ? margin : margin - 6 + iconSide + 10
        let shaped = typesetter.shape(
            text, field, size: 54, weight: 800, width: maximumWidth - left - margin)
        var artwork = Artwork(width: left + shaped.width + margin, height: height)
        let box = Rectangle(x: 0, y: 0, width: artwork.width, height: height)
        artwork.card(box, radius: 30, Paint(palette.card, across: box))
        let paint = Paint(palette.onCard, across: box)
        if let icon {
            artwork.draw(
                icon,
                in: Rectangle(center: Point(x: margin - 6 + iconSide / 2, y: height / 2), side: iconSide),
                paint)
        }
        artwork.draw(shaped, at: Point(x: left, y: (height - shaped.height) / 2), paint)
        return artwork
    }

    /// The time of day in large digits, or the date or weekday in capitals.
    static func time(
        _ time: TimeSticker, maximumWidth: Double, _ palette: StickerPalette,
        _ typesetter: StickerTypesetter
    ) -> Artwork {
        let date = time.at.date
        let text =
            switch time.format {
            case .time: Moment.digits(date.hour, 2) + ":" + Moment.digits(date.minute, 2)
            case .date: "\(date.day) \(months[date.month - 1]) \(date.year)"
            case .weekday: weekdays[date.weekday]
            }
        let size = time.format == .time ? 104.0 : 62
        let margin = 36.0
        let shaped = typesetter.shape(
            text, nil, size: size, weight: 800, width: maximumWidth - 2 * margin)
        var artwork = Artwork(width: shaped.width + 2 * margin, height: shaped.height + 20)
        let box = Rectangle(x: 0, y: 0, width: artwork.width, height: artwork.height)
        artwork.card(box, radius: 32, Paint(palette.card, across: box))
        artwork.draw(
            shaped, in: box, Paint(palette.card == [.white] ? palette.onCard : [palette.text], across: box))
        return artwork
    }

    private static let months = [
        "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
    ]
    private static let weekdays = [
        "SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY",
    ]

    /// One emoji that fills the sticker's width or height.
    static func emoji(
        _ emoji: EmojiSticker, width: Double, _ typesetter: StickerTypesetter
    ) -> Artwork {
        var artwork = Artwork(width: width, height: width)
        artwork.draw(
            emoji: typesetter.emoji(emoji.emoji, "emoji", side: width),
            center: Point(x: width / 2, y: width / 2))
        return artwork
    }

    /// An arrow with a white edge, and its label at the tail or below.
    static func arrow(
        _ arrow: ArrowSticker, width: Double, _ palette: StickerPalette, _ typesetter: StickerTypesetter
    ) -> Artwork {
        let side = width * 0.86
        let label = arrow.label.map {
            typesetter.shape($0, "label", size: 40, weight: 800, width: width - 36)
        }
        let labelHeight = label.map { $0.height + 20 } ?? 0
        let gap = label == nil ? 0 : 10.0
        var artwork = Artwork(width: width, height: side + gap + labelHeight)
        let isLabelAbove = arrow.direction == .down
        let square = Rectangle(
            x: (width - side) / 2, y: isLabelAbove ? labelHeight + gap : 0, width: side, height: side)
        let quarters =
            switch arrow.direction {
            case .up: 0
            case .right: 1
            case .down: 2
            case .left: 3
            }
        // Leaves room for the edge, which extends 14 units beyond the arrow.
        let shape = Icon.arrow.shape(
            in: square.expanded(horizontally: -10, vertically: -10), quarters: quarters)
        artwork.body.append(shape)
        artwork.stroke(shape, width: 28, .plain(.white))
        artwork.stroke(shape, width: 8, Paint(palette.accent, across: square))
        artwork.fill(shape, Paint(palette.accent, across: square))
        if let label {
            let box = Rectangle(
                x: (width - label.width - 36) / 2, y: isLabelAbove ? 0 : side + gap, width: label.width + 36,
                height: labelHeight)
            artwork.body.append(.box(box, radius: labelHeight / 2))
            artwork.fill(.box(box, radius: labelHeight / 2), Paint(palette.card, across: box))
            artwork.draw(label, in: box, .plain(palette.text))
        }
        return artwork
    }
}
