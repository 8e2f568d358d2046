import Story
import Testing

@testable import Compositing

private let red = Color(red: 255, green: 0, blue: 0)
private let blue = Color(red: 0, green: 0, blue: 255)

private func parts(_ text: StyledText) -> [String] {
    text.spans.map { String(decoding: Array(text.string.utf8)[$0.range], as: UTF8.self) }
}

@Suite struct StyledTextTests {
    @Test(
        "Letter case follows Unicode, whatever the language of the machine",
        arguments: [
            (TextStyle.LetterCase.upper, "straße ıi ﬁ éß", "STRASSE II FI ÉSS"),
            (.lower, "ÀÉ ЖΩ İ", "àé жω i̇"),
            (.title, "don't stop ǆ élan 3d (it)", "Don't Stop ǅ Élan 3d (It)"),
            (.none, "As it Is", "As it Is"),
        ])
    func letterCase(letterCase: TextStyle.LetterCase, text: String, expected: String) {
        #expect(StyledText(text, letterCase: letterCase).string == expected)
    }

    @Test("Runs keep their looks when a change of case changes the number of letters")
    func runs() {
        let overlay = TextOverlay(
            content: .runs([
                TextRun(text: "ß", color: red), TextRun(text: "é", font: .init(weight: 300)),
                TextRun(text: "x"),
            ]),
            style: TextStyle(letterCase: .upper))
        let text = StyledText(overlay)
        #expect(parts(text) == ["SS", "É", "X"])
        #expect(text.spans.map(\.look.color) == [red, nil, nil])
        #expect(text.spans.map(\.look.font?.weight) == [nil, 300, nil])
    }

    @Test("A word that is divided between two runs has one capital")
    func titleAcrossRuns() {
        let overlay = TextOverlay(
            content: .runs([TextRun(text: "he"), TextRun(text: "llo you", color: red)]),
            style: TextStyle(letterCase: .title))
        #expect(StyledText(overlay).string == "Hello You")
    }

    @Test("Adjacent highlighted words are one part, and override the colours of entities and runs")
    func highlight() {
        var overlay = TextOverlay(text: "get half price, @shop now half")
        overlay.entityColor = blue
        overlay.highlight = TextHighlight(color: red, words: [.word("HALF"), .index(2), .word("@shop")])
        let text = StyledText(overlay)
        let highlighted = zip(parts(text), text.spans).filter { $1.look.color == red }.map(\.0)
        #expect(highlighted == ["half price, ", "@shop", "half"])
        #expect(text.spans.allSatisfy { $0.look.color != blue })
    }

    @Test("Entities keep the original text, even if it is drawn in another case")
    func entities() {
        let overlay = TextOverlay(
            text: "ß @Some #Tag", style: TextStyle(letterCase: .upper))
        let text = StyledText(overlay)
        #expect(text.entities.map(\.payload) == ["Some", "Tag"])
        #expect(
            text.entities.map { String(decoding: Array(text.string.utf8)[$0.range], as: UTF8.self) }
                == ["@SOME", "#TAG"])
    }
}
