internal import Story

extension CountdownSticker: StickerDrawing {
    static var colors: [Color] { [Color(rgb: 0xc2_2fe0), Color(rgb: 0x4a_8df5)] }

    func artwork(
        width: Double, _ palette: StickerPalette, _ typesetter: StickerTypesetter, picture: Bitmap?
    ) -> Artwork {
        .countdown(self, width: width, palette, typesetter)
    }
}

extension Artwork {
    /// The title, with tiles of one digit each below it.
    fileprivate static func countdown(
        _ countdown: CountdownSticker, width: Double, _ palette: StickerPalette,
        _ typesetter: StickerTypesetter
    ) -> Artwork {
        let margin = 40.0
        let inner = width - 2 * margin
        let title = typesetter.shape(
            countdown.title, "title", size: 52, weight: 800, width: inner, lines: 2)
        let row = TileRow(countdown.groups, width: inner)
        let top = margin + title.height + 26
        let height = top + row.height + margin
        var artwork = Artwork(width: width, height: height)
        let box = Rectangle(x: 0, y: 0, width: width, height: height)
        artwork.card(box, radius: 44, Paint(palette.card, across: box))
        artwork.draw(
            title, in: Rectangle(x: margin, y: margin, width: inner, height: title.height),
            .plain(palette.text))
        artwork.draw(row, at: Point(x: margin, y: top), palette, typesetter)
        return artwork
    }

    private mutating func draw(
        _ row: TileRow, at origin: Point, _ palette: StickerPalette, _ typesetter: StickerTypesetter
    ) {
        for group in row.groups {
            for tile in group.tiles {
                let box = tile.box.moved(by: origin)
                fill(.box(box, radius: row.tile * 0.2), .plain(palette.field))
                draw(
                    typesetter.shape(tile.digit, nil, size: row.tile * 0.82, weight: 800, width: row.tile),
                    in: box, Paint(palette.onField, across: box))
            }
            guard let label = group.label else { continue }
            draw(
                typesetter.shape(label, nil, size: 32, weight: 600, width: group.box.width),
                in: group.box.moved(by: origin), .plain(palette.muted))
        }
    }
}

extension CountdownSticker {
    /// The groups of digits, each with its unit.
    fileprivate var groups: [(digits: String, label: String?)] {
        guard let at else {
            let date = endsAt.date
            // Year, month and day in the order of ISO 8601, which readers everywhere understand the same way.
            return [
                (Moment.digits(date.year, 4), nil), (Moment.digits(date.month, 2), nil),
                (Moment.digits(date.day, 2), nil),
            ]
        }
        let minutes = max(0, endsAt.seconds - at.seconds) / 60
        // The symbols of ISO 80000-3 are the same in all languages.
        return [
            (Moment.digits(min(minutes / 1440, 999), 2), "d"), (Moment.digits(minutes / 60 % 24, 2), "h"),
            (Moment.digits(minutes % 60, 2), "min"),
        ]
    }
}

/// The positions of the tiles in a row, from its upper left corner.
private struct TileRow {
    struct Tile {
        let digit: String
        let box: Rectangle
    }

    struct Group {
        let tiles: [Tile]
        let label: String?
        /// The label's box.
        let box: Rectangle
    }

    let groups: [Group]
    /// The width of a tile.
    let tile: Double
    let height: Double

    init(_ contents: [(digits: String, label: String?)], width: Double) {
        let count = contents.reduce(0) { $0 + $1.digits.count }
        // 1/12 of a tile between tiles of a group, 1/3 between groups.
        let gap = 1.0 / 12
        let groupGap = 1.0 / 3
        let inTiles =
            Double(count) + gap * Double(count - contents.count) + groupGap * Double(contents.count - 1)
        let tile = min(94, width / inTiles)
        let tileHeight = tile * 1.3
        let hasLabels = contents.contains { $0.label != nil }
        var x = (width - inTiles * tile) / 2
        var groups: [Group] = []
        for content in contents {
            let start = x
            let tiles = content.digits.map { digit in
                defer { x += tile * (1 + gap) }
                return Tile(
                    digit: String(digit), box: Rectangle(x: x, y: 0, width: tile, height: tileHeight))
            }
            let end = x - tile * gap
            groups.append(
                Group(
                    tiles: tiles, label: content.label,
                    box: Rectangle(x: start, y: tileHeight + 6, width: end - start, height: 44)))
            x = end + tile * groupGap
        }
        self.groups = groups
        self.tile = tile
        height = tileHeight + (hasLabels ? 50 : 0)
    }
}
