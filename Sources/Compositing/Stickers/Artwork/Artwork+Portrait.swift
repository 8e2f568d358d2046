internal import Story

extension Artwork {
    /// A round portrait without features, with a ring in the colours of the card.
    mutating func portrait(_ center: Point, side: Double, ring: [Color], colors: [Color]) {
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
