internal import Story

extension PollSticker: StickerDrawing {
    static var colors: [Color] { [Color(rgb: 0x0a_7df0), Color(rgb: 0x7a_35e8)] }

    func artwork(
        width: Double, _ palette: StickerPalette, _ typesetter: StickerTypesetter, picture: Bitmap?
    ) -> Artwork {
        .poll(self, width: width, palette, typesetter)
    }
}

extension Artwork {
    /// The question, with a bar for each option below it.
    fileprivate static func poll(
        _ poll: PollSticker, width: Double, _ palette: StickerPalette, _ typesetter: StickerTypesetter
    ) -> Artwork {
        let margin = 28.0
        let inner = width - 2 * margin
        let question = poll.question.map {
            typesetter.shape($0, "question", size: 40, weight: 800, width: inner, lines: 3)
        }
        let bar = 84.0
        let gap = 14.0
        let top = margin + (question.map { $0.height + 20 } ?? 0)
        let height = top + Double(poll.options.count) * (bar + gap) - gap + margin
        var artwork = Artwork(width: width, height: height)
        let box = Rectangle(x: 0, y: 0, width: width, height: height)
        artwork.card(box, radius: 40, Paint(palette.card, across: box))
        if let question {
            artwork.draw(
                question, in: Rectangle(x: margin, y: margin, width: inner, height: question.height),
                .plain(palette.text))
        }
        for (index, option) in poll.options.enumerated() {
            let area = Rectangle(
                x: margin, y: top + Double(index) * (bar + gap), width: inner, height: bar)
            artwork.fill(.box(area, radius: 24), .plain(palette.field))
            let text = typesetter.shape(option, "options[\(index)]", size: 38, width: inner - 40)
            artwork.draw(
                text, in: area,
                palette.isOnAccent
                    ? .plain(palette.fieldText) : Paint(palette.onField, across: area.center.box(of: text)))
            artwork.parts.append(Part(role: .option, index: index, box: area))
        }
        return artwork
    }
}
