import Story
import Testing

@testable import Compositing

/// Emoji that the font has only in parts are reported, whatever kind of overlay contains them.
@Suite struct DividedEmojiTests {
    /// A skin tone has no meaning here, so that no font will ever have it in one piece.
    private static let pizza = "🍕🏻"
    private static let word = CaptionWord(text: pizza, start: 0, end: 1)

    private static let ways: [(member: String, overlay: Overlay)] = [
        ("text", .text(TextOverlay(text: "a \(pizza)"))),
        ("runs", .text(TextOverlay(content: .runs([TextRun(text: "a"), TextRun(text: pizza)])))),
        ("words", .text(TextOverlay(content: .words([word])))),
        ("emoji", .drawn(DrawnSticker(.emoji(EmojiSticker(emoji: pizza))))),
        ("emoji", .drawn(DrawnSticker(.emojiSlider(EmojiSliderSticker(question: "a", emoji: pizza))))),
        ("question", .drawn(DrawnSticker(.poll(PollSticker(question: pizza, options: ["a", "b"]))))),
        ("options[1]", .drawn(DrawnSticker(.poll(PollSticker(question: "a", options: ["b", pizza]))))),
        ("prompt", .drawn(DrawnSticker(.question(QuestionSticker(prompt: pizza))))),
        ("handle", .drawn(DrawnSticker(.mention(MentionSticker(handle: pizza))))),
        ("tag", .drawn(DrawnSticker(.hashtag(HashtagSticker(tag: pizza))))),
        ("name", .drawn(DrawnSticker(.location(LocationSticker(name: pizza))))),
        ("label", .drawn(DrawnSticker(.link(LinkSticker(url: "https://a.example", label: pizza))))),
    ]

    @Test(
        "An emoji that is drawn in parts is reported with its code points, in texts, captions and stickers",
        arguments: ways)
    func told(member: String, overlay: Overlay) throws {
        var loader = LayerLoader(canvasWidth: 540, canvasHeight: 960, slideDuration: 5, baseDirectory: ".")
        try loader.load(overlay, path: "$")
        #expect(loader.problems.isEmpty)
        let found = loader.substitutions.filter { $0.rule == .emoji }
        #expect(found.map(\.path) == ["$.\(member)"], "\(loader.substitutions)")
        #expect(found.first?.reason.contains("U+1F355 U+1F3FB") == true)
    }
}
