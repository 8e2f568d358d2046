internal import Story

extension QuizSticker: StickerDrawing {
    static var colors: [Color] { [Color(rgb: 0x5a_2fd0), Color(rgb: 0xb0_2fd8)] }

    func artwork(
        width: Double, _ palette: StickerPalette, _ typesetter: StickerTypesetter, picture: Bitmap?
    ) -> Artwork {
        .quiz(self, width: width, palette, typesetter)
    }
}

extension Artwork {
    /// The question on a band, with a lettered bar for each option below it.
    fileprivate static func quiz(
        _ quiz: QuizSticker, width: Double, _ palette: StickerPalette, _ typesetter: StickerTypesetter
    ) -> Artwork {
        let margin = 36.0
        let inner = width - 2 * margin
        let question = typesetter.shape(
            quiz.question, "question", size: 46, weight: 800, width: inner, lines: 3)
        let band = question.height + 2 * 32
        let bar = 98.0
        let gap = 18.0
        let top = band + 30
        let height = top + Double(quiz.options.count) * (bar + gap) - gap + margin
        var artwork = Artwork(width: width, height: height)
        let box = Rectangle(x: 0, y: 0, width: width, height: height)
        let radius = 44.0
        // The band is the visible upper part of this card; the lower part is drawn over it.
        artwork.card(box, radius: radius, Paint(palette.accent, across: box))
        if !palette.isOnAccent {
            artwork.fill(
                .box(Rectangle(minX: 0, minY: band, maxX: width, maxY: height), bottomRadius: radius),
                Paint(palette.card, across: box))
        }
        artwork.draw(
            question, in: Rectangle(x: margin, y: 0, width: inner, height: band), .plain(palette.onAccent))
        for (index, option) in quiz.options.enumerated() {
            let area = Rectangle(
                x: margin, y: top + Double(index) * (bar + gap), width: inner, height: bar)
            artwork.quizOption(option, index, in: area, palette, typesetter)
            artwork.parts.append(Part(role: .option, index: index, box: area))
        }
        return artwork
    }

    private mutating func quizOption(
        _ option: String, _ index: Int, in area: Rectangle, _ palette: StickerPalette,
        _ typesetter: StickerTypesetter
    ) {
        fill(.box(area, radius: area.height / 2), .plain(palette.field))
        let side = 62.0
        let center = Point(x: area.minX + area.height / 2, y: area.center.y)
        let accent = Paint(palette.onField, across: Rectangle(center: center, side: side))
        stroke(.circle(center, radius: side / 2), width: 4, accent)
        let letter = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(truncatingIfNeeded: index)))
        draw(
            typesetter.shape(letter, nil, size: 34, weight: 800, width: side),
            in: Rectangle(center: center, side: side), accent)
        let room = Rectangle(
            minX: area.minX + area.height + 6, minY: area.minY, maxX: area.maxX - 30, maxY: area.maxY)
        draw(
            typesetter.shape(option, "options[\(index)]", size: 40, width: room.width, align: .left),
            in: room,
            .plain(palette.fieldText))
    }
}
