import Testing

@testable import Compositing

private func found(_ text: String) -> [String] {
    EntityScanner.matches(in: text).map { "\($0.kind.rawValue) \($0.payload)" }
}

@Suite struct EntityScannerTests {
    @Test("Mentions, hashtags and links are found in order, without the punctuation around them")
    func kinds() {
        #expect(
            found("By @a.b_c., (#Zürich) and https://x.example/a?b=1#c! or www.y.example.") == [
                "mention a.b_c", "hashtag Zürich", "link https://x.example/a?b=1#c", "link www.y.example",
            ])
    }

    @Test(
        "Text that only resembles a mention, hashtag or link is left alone",
        arguments: [
            "me@mail.example", "# alone", "@", "#1", "a#b", "C#", "http://", "www", "@ home",
            "@thirty.one.characters.are.too.many1",
        ])
    func none(text: String) {
        #expect(found(text).isEmpty)
    }

    @Test("Hashtags may be in any script, with combining marks")
    func scripts() {
        #expect(
            found("#日本 ＃한국 #مرحبا #नमस्ते") == [
                "hashtag 日本", "hashtag 한국", "hashtag مرحبا", "hashtag नमस्ते",
            ])
    }

    @Test("A match's range is its bytes in the text")
    func ranges() {
        let text = "é @ab 🎉#cd"
        let ranges = EntityScanner.matches(in: text).map(\.range)
        #expect(ranges.map { String(decoding: Array(text.utf8)[$0], as: UTF8.self) } == ["@ab", "#cd"])
    }
}
