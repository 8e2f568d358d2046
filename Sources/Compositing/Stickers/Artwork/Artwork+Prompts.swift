internal import Story

extension Artwork {
    /// A portrait at the upper edge, the prompt, and a field for the answer.
    static func question(
        _ question: QuestionSticker, width: Double, _ palette: StickerPalette,
        _ typesetter: StickerTypesetter
    ) -> Artwork {
        let margin = 40.0
        let inner = width - 2 * margin
        let portrait = 124.0
        let prompt = typesetter.shape(
            question.prompt, "prompt", size: 46, weight: 800, width: inner, lines: 4)
        let field = 116.0
        let top = portrait + 18
        let height = top + prompt.height + 30 + field + margin
        var artwork = Artwork(width: width, height: height)
        let card = Rectangle(minX: 0, minY: portrait / 2, maxX: width, maxY: height)
        artwork.card(card, radius: 44, Paint(palette.card, across: card))
        let center = Point(x: width / 2, y: portrait / 2)
        artwork.body.append(.circle(center, radius: portrait / 2))
        artwork.portrait(center, side: portrait, ring: palette.card, colors: palette.accent)
        artwork.draw(
            prompt, in: Rectangle(x: margin, y: top, width: inner, height: prompt.height),
            .plain(palette.text))
        let area = Rectangle(x: margin, y: top + prompt.height + 30, width: inner, height: field)
        artwork.fill(.box(area, radius: 28), .plain(palette.field))
        let placeholder = typesetter.shape(
            question.placeholder, "placeholder", size: 38, weight: 500, width: inner - 40)
        // Pale, like placeholder text.
        let color = palette.fieldText
        artwork.draw(
            placeholder, in: area,
            .plain(Color(red: color.red, green: color.green, blue: color.blue, alpha: 0x99)))
        artwork.parts.append(Part(role: .field, index: 0, box: area))
        return artwork
    }

    /// The question above a track with an emoji on it.
    static func emojiSlider(
        _ slider: EmojiSliderSticker, width: Double, _ palette: StickerPalette,
        _ typesetter: StickerTypesetter
    ) -> Artwork {
        let margin = 44.0
        let inner = width - 2 * margin
        let question = typesetter.shape(
            slider.question, "question", size: 46, weight: 800, width: inner, lines: 3)
        let thumb = 104.0
        let top = margin + question.height + 26
        let height = top + thumb + 36
        var artwork = Artwork(width: width, height: height)
        let box = Rectangle(x: 0, y: 0, width: width, height: height)
        artwork.card(box, radius: 44, Paint(palette.card, across: box))
        artwork.draw(
            question, in: Rectangle(x: margin, y: margin, width: inner, height: question.height),
            .plain(palette.text))
        let track = Rectangle(x: margin, y: top + thumb / 2 - 13, width: inner, height: 26)
        artwork.fill(.box(track, radius: 13), .plain(palette.field))
        // The emoji stays on the track at both ends.
        let center = Point(x: track.minX + thumb / 2 + slider.value * (inner - thumb), y: track.center.y)
        artwork.fill(
            .box(
                Rectangle(minX: track.minX, minY: track.minY, maxX: center.x, maxY: track.maxY), radius: 13),
            Paint(palette.isOnAccent ? [palette.fieldText] : palette.accent, across: track))
        artwork.draw(emoji: typesetter.emoji(slider.emoji, "emoji", side: thumb), center: center)
        artwork.parts.append(
            Part(role: .slider, index: 0, box: Rectangle(x: margin, y: top, width: inner, height: thumb)))
        return artwork
    }

    /// A row of portraits, the prompt, and a button.
    static func addYours(
        _ addYours: AddYoursSticker, width: Double, _ palette: StickerPalette,
        _ typesetter: StickerTypesetter
    ) -> Artwork {
        let margin = 36.0
        let inner = width - 2 * margin
        let portrait = 84.0
        let prompt = typesetter.shape(
            addYours.prompt, "prompt", size: 44, weight: 800, width: inner, lines: 4)
        let button = 92.0
        let top = margin + portrait + 18
        let height = top + prompt.height + 26 + button + margin
        var artwork = Artwork(width: width, height: height)
        let box = Rectangle(x: 0, y: 0, width: width, height: height)
        artwork.card(box, radius: 44, Paint(palette.card, across: box))
        let step = portrait * 0.68
        for index in 0..<3 {
            let center = Point(x: width / 2 + Double(index - 1) * step, y: margin + portrait / 2)
            artwork.portrait(center, side: portrait, ring: palette.card, colors: palette.accent)
        }
        artwork.draw(
            prompt, in: Rectangle(x: margin, y: top, width: inner, height: prompt.height),
            .plain(palette.text))
        let area = Rectangle(x: margin, y: height - margin - button, width: inner, height: button)
        artwork.fill(
            .box(area, radius: button / 2),
            palette.isOnAccent ? .plain(palette.field) : Paint(palette.accent, across: area))
        let text = typesetter.shape(addYours.button, "button", size: 38, width: inner - 130)
        let color = Paint.plain(palette.isOnAccent ? palette.fieldText : palette.onAccent)
        let icon = 34.0
        let left = area.center.x - (icon + 18 + text.width) / 2
        artwork.draw(
            .plus, in: Rectangle(center: Point(x: left + icon / 2, y: area.center.y), side: icon), color)
        artwork.draw(text, at: Point(x: left + icon + 18, y: area.center.y - text.height / 2), color)
        artwork.parts.append(Part(role: .button, index: 0, box: area))
        return artwork
    }

    /// A round portrait without features, with a ring in the colours of the card.
    private mutating func portrait(_ center: Point, side: Double, ring: [Color], colors: [Color]) {
        let outer = Rectangle(center: center, side: side)
        fill(.circle(center, radius: side / 2), Paint(ring, across: outer))
        let radius = side * 0.44
        let inner = Rectangle(center: center, side: 2 * radius)
        // A paler tone if the card has the same colours.
        fill(.circle(center, radius: radius), Paint(colors, across: inner))
        if ring == colors {
            fill(.circle(center, radius: radius), .plain(Color(red: 255, green: 255, blue: 255, alpha: 0x59)))
        }
        draw(.person, in: inner, .plain(.white))
    }
}
