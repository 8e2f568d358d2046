import Story
import Testing

@testable import Compositing

/// Emoji that the font has only in parts are reported, whatever kind of overlay contains them.
@Suite struct DividedEmojiTests {
    private static let dancers = "👯🏻"
    private static let word = CaptionWord(text: dancers, start: 0, end: 1)

    private static let ways: [(member: String, overlay: Overlay)] = [
        ("text", .text(TextOverlay(text: "a \(dancers)"))),
        ("runs", .text(TextOverlay(content: .runs([TextRun(text: "a"), TextRun(text: dancers)])))),
        ("words", .text(TextOverlay(content: .words([word])))),
        ("emoji", .drawn(DrawnSticker(.emoji(EmojiSticker(emoji: dancers))))),
        ("emoji", .drawn(DrawnSticker(.emojiSlider(EmojiSliderSticker(question: "a", emoji: dancers))))),
        ("question", .drawn(DrawnSticker(.poll(PollSticker(question: dancers, options: ["a", "b"]))))),
        ("options[1]", .drawn(DrawnSticker(.poll(PollSticker(question: "a", options: ["b", dancers]))))),
        ("prompt", .drawn(DrawnSticker(.question(QuestionSticker(prompt: dancers))))),
        ("handle", .drawn(DrawnSticker(.mention(MentionSticker(handle: dancers))))),
        ("tag", .drawn(DrawnSticker(.hashtag(HashtagSticker(tag: dancers))))),
        ("name", .drawn(DrawnSticker(.location(LocationSticker(name: dancers))))),
        ("label", .drawn(DrawnSticker(.link(LinkSticker(url: "https://a.example", label: dancers))))),
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
        #expect(found.first?.reason.contains("U+1F46F U+1F3FB") == true)
    }
}
