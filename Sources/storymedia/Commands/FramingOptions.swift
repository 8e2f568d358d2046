import ArgumentParser
import Story

/// Which part of INPUT's picture is shown, and which way up.
struct FramingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The point of the picture to keep in view, in fractions of its width and height. (default: 0.5,0.5)",
            discussion: "The picture then fills the canvas, unless --fit says otherwise.", valueName: "x,y"),
        transform: { text in
            let numbers = try Self.numbers(text, 2, "--focus", "0.7,0.4")
            return FocusPoint(x: .constant(numbers[0]), y: .constant(numbers[1]))
        })
    var focus: FocusPoint?

    @Option(
        help: ArgumentHelp(
            "How much larger the picture is than --fit makes it, 0.1 to 8. (default: 1)", valueName: "factor")
    )
    var zoom: Double?

    @Option(
        help: ArgumentHelp(
            "The part of the picture to use, in fractions of its width and height. (default: 0,0,1,1)",
            valueName: "x,y,width,height"),
        transform: { text in
            let numbers = try Self.numbers(text, 4, "--crop", "0.1,0,0.8,1")
            let part = NormalizedRect(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
            guard part.maxX <= 1.000001, part.maxY <= 1.000001 else {
                throw ValidationError(
                    "--crop \(text) reaches beyond the picture: x and width together are at most 1, and so are y and "
                        + "height.")
            }
            return part
        })
    var crop: NormalizedRect?

    @Option(
        help: ArgumentHelp(
            "Turn the picture clockwise by 90, 180 or 270 degrees. (default: 0)", valueName: "degrees"),
        transform: { text in
            guard let turn = Int(text).flatMap(QuarterTurn.init) else {
                throw ValidationError("--turn takes 0, 90, 180 or 270 degrees, not '\(text)'.")
            }
            return turn
        })
    var turn: QuarterTurn?

    @Flag(help: "Mirror the picture from left to right.")
    var flip = false

    /// The options that are given, by the member of the story's media that they set.
    var given: [(member: String, option: String)] {
        [
            ("focus", focus != nil), ("zoom", zoom != nil), ("crop", crop != nil), ("turn", turn != nil),
            ("flip", flip),
        ].compactMap { $1 ? ($0, "--\($0)") : nil }
    }

    func apply(to media: inout SlideMedia) {
        if let focus { media.framing.focus = focus }
        if let zoom { media.framing.zoom = .constant(zoom) }
        if let crop { media.framing.crop = crop }
        if let turn { media.turn = turn }
        if flip { media.flip = .horizontal }
    }

    private static func numbers(_ text: String, _ count: Int, _ option: String, _ example: String) throws
        -> [Double]
    {
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false).compactMap { Double($0) }
        guard numbers.count == count, numbers.allSatisfy({ (0...1).contains($0) }) else {
            throw ValidationError(
                "\(option) takes \(count) numbers from 0 to 1, such as \(example), not '\(text)'.")
        }
        return numbers
    }
}
