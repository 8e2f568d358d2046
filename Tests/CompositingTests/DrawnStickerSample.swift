import Story
import TestSupport
import Testing

@testable import Compositing

/// A drawn sticker with a golden picture in `Golden/`.
struct DrawnStickerSample: CustomTestStringConvertible {
    let name: String
    let sticker: DrawnSticker

    var testDescription: String { name }

    init(_ name: String, _ sticker: DrawnSticker) {
        self.name = "sticker-\(name)"
        self.sticker = sticker
    }

    init(_ name: String, _ content: StickerContent, theme: StickerTheme? = nil, color: Color? = nil) {
        self.init(name, DrawnSticker(content, theme: theme, color: color))
    }

    /// The sticker on a canvas half as wide as the reference.
    func rasterise() throws -> PlacedBitmap {
        let canvas = (width: 540, height: 960)
        var cover: Bitmap?
        if case .music(let music) = sticker.content, let src = music.cover {
            cover = try StickerFile(path: Fixture.path(src)).next()?.bitmap
        }
        let artwork = try Artwork(sticker, StickerTypesetter(TextRasteriser()), picture: cover)
        let unit = sticker.placement.width * Double(canvas.width) / sticker.content.unitWidth
        let box = BoxTransform(
            sticker.placement, width: artwork.width * unit, height: artwork.height * unit,
            canvasWidth: canvas.width, canvasHeight: canvas.height)
        return try artwork.rasterise(in: box, unit: unit)
    }

    private static func moment(_ text: String) -> Moment {
        guard let moment = Moment(rfc3339: text) else { fatalError("\(text) is no moment") }
        return moment
    }

    private static let christmas = moment("2026-12-24T18:05:00+01:00")

    private static let poll = PollSticker(question: "Which colour?", options: ["Red", "Blue"])

    static let all: [DrawnStickerSample] = [
        .init("add-yours", .addYours(AddYoursSticker(prompt: "Your view right now"))),
        .init("arrow-up", .arrow(ArrowSticker(direction: .up, label: "Tap here"))),
        .init("arrow-down", .arrow(ArrowSticker(direction: .down, label: "More")), theme: .light),
        .init("arrow-left", .arrow(ArrowSticker(direction: .left))),
        .init(
            "countdown",
            .countdown(
                CountdownSticker(
                    title: "Summer sale 🎉", endsAt: christmas, at: moment("2026-12-12T15:30:00+01:00")))),
        .init(
            "countdown-date", .countdown(CountdownSticker(title: "Doors open", endsAt: christmas)),
            theme: .dark),
        .init("emoji", .emoji(EmojiSticker(emoji: "🧑🏾‍🚀"))),
        .init(
            "emoji-slider",
            .emojiSlider(EmojiSliderSticker(question: "How spicy was it?", emoji: "🌶️", value: 0.6))),
        .init("hashtag", .hashtag(HashtagSticker(tag: "throwback"))),
        .init("link", .link(LinkSticker(url: "https://www.example.com/page?x=1"))),
        .init("location", .location(LocationSticker(name: "München")), theme: .color),
        .init("mention", .mention(MentionSticker(handle: "storymedia"))),
        .init("music", .music(MusicSticker(title: "Clair de Lune", artist: "Claude Debussy"))),
        .init(
            "music-cover",
            .music(MusicSticker(title: "Clair de Lune", artist: "Debussy", cover: "heart.png")),
            theme: .dark),
        .init("poll", .poll(poll)),
        .init("poll-dark", .poll(poll), theme: .dark),
        .init("poll-color", .poll(poll), color: Color(red: 255, green: 213, blue: 0)),
        .init("question", .question(QuestionSticker(prompt: "Ask me anything"))),
        .init(
            "quiz",
            .quiz(
                QuizSticker(
                    question: "How high is the Zugspitze?", options: ["2,962 m", "3,798 m", "1,234 m"],
                    answer: 0))),
        .init(
            "quiz-rtl",
            .quiz(QuizSticker(question: "ما هي عاصمة مصر؟", options: ["القاهرة", "دمشق"], answer: 0)),
            theme: .color),
        .init("time", .time(TimeSticker(format: .time, at: christmas))),
        .init("time-date", .time(TimeSticker(format: .date, at: christmas)), theme: .dark),
        .init("time-weekday", .time(TimeSticker(format: .weekday, at: christmas))),
        .init(
            "long",
            .poll(
                PollSticker(
                    question: "A question that is longer than a sticker of this size has room for, and then "
                        + "goes on and on until nobody reads it any more",
                    options: ["An answer that shrinks", "An answer that is too long to be read at any size"]))
        ),
        .init(
            "rotated",
            DrawnSticker(
                .poll(PollSticker(options: ["שלום", "Hello 🎉", "Hi"])),
                placement: Placement(width: 0.5, rotation: -15))),
    ]
}
