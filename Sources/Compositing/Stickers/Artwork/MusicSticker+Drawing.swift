internal import Story

extension MusicSticker: StickerDrawing {
    static var colors: [Color] { [Color(rgb: 0xf2_3d6d), Color(rgb: 0x7a_35e8)] }

    func artwork(
        width: Double, _ palette: StickerPalette, _ typesetter: StickerTypesetter, picture: Bitmap?
    ) -> Artwork {
        .music(self, cover: picture, width: width, palette, typesetter)
    }
}

extension Artwork {
    /// The cover, the title above the artist, and bars of an equaliser.
    fileprivate static func music(
        _ music: MusicSticker, cover: Bitmap?, width: Double, _ palette: StickerPalette,
        _ typesetter: StickerTypesetter
    ) -> Artwork {
        let margin = 22.0
        let side = 128.0
        let height = side + 2 * margin
        var artwork = Artwork(width: width, height: height)
        let box = Rectangle(x: 0, y: 0, width: width, height: height)
        artwork.card(box, radius: 36, Paint(palette.card, across: box))
        let square = Rectangle(x: margin, y: margin, width: side, height: side)
        artwork.cover(cover, in: square, palette)

        let barsWidth = 58.0
        let bars = Rectangle(
            x: width - margin - 14 - barsWidth, y: height / 2 - 34, width: barsWidth, height: 68)
        artwork.bars(in: bars, Paint(palette.onCard, across: bars))

        let left = square.maxX + 26
        let room = bars.minX - 24 - left
        let title = typesetter.shape(
            music.title, "title", size: 42, weight: 800, width: room, align: .left)
        let artist = typesetter.shape(
            music.artist, "artist", size: 34, weight: 500, width: room, align: .left)
        let top = (height - title.height - 2 - artist.height) / 2
        artwork.draw(
            title, in: Rectangle(x: left, y: top, width: room, height: title.height), .plain(palette.text))
        artwork.draw(
            artist, in: Rectangle(x: left, y: top + title.height + 2, width: room, height: artist.height),
            .plain(palette.muted))
        return artwork
    }

    private mutating func cover(_ cover: Bitmap?, in square: Rectangle, _ palette: StickerPalette) {
        let shape = Shape.box(square, radius: 20)
        if let cover {
            elements.append(
                Element(form: .picture(cover, within: shape, bounds: square), paint: .plain(.black)))
        } else {
            fill(shape, palette.isOnAccent ? .plain(palette.field) : Paint(palette.accent, across: square))
            draw(
                .notes, in: square.expanded(horizontally: -14, vertically: -14),
                .plain(palette.isOnAccent ? palette.fieldText : palette.onAccent))
        }
    }

    private mutating func bars(in box: Rectangle, _ paint: Paint) {
        // Bar heights like those of a moment in a song.
        let shares = [0.45, 1, 0.65, 0.85]
        let width = 10.0
        let step = (box.width - width) / Double(shares.count - 1)
        for (index, share) in shares.enumerated() {
            let half = box.height * share / 2
            let x = box.minX + Double(index) * step
            fill(
                .box(
                    Rectangle(minX: x, minY: box.center.y - half, maxX: x + width, maxY: box.center.y + half),
                    radius: width / 2), paint)
        }
    }
}
