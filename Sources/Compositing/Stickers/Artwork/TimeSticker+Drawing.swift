internal import Story

extension TimeSticker: StickerDrawing {
    static var colors: [Color] { [Color(rgb: 0x26_2628)] }

    func artwork(
        width: Double, _ palette: StickerPalette, _ typesetter: StickerTypesetter, picture: Bitmap?
    ) -> Artwork {
        .time(self, maximumWidth: width, palette, typesetter)
    }
}

extension Artwork {
    /// The time of day in large digits, or the date or weekday in capitals.
    fileprivate static func time(
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
}
