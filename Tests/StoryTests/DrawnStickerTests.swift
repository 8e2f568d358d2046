import Foundation
import Testing

@testable import Story

private func read(_ overlay: String) throws(StoryDocumentError) -> Overlay? {
    try StoryDocument(json: Array(#"{"version":1,"slides":[{"overlays":[\#(overlay)]}]}"#.utf8))
        .slides.first?.overlays.first
}

private func problems(_ overlay: String) -> [String] {
    do {
        _ = try read(overlay)
        return []
    } catch {
        return error.problems.map { "\($0.path.replacing("$.slides[0].overlays[0]", with: "")) \($0.rule)" }
    }
}

private let evening = "2026-12-24T18:05:09+01:00"

/// One sticker of each kind: its JSON in a document, and its meaning.
private let samples: [(String, StickerContent)] = [
    (
        #"{"type":"addYours","prompt":"Your view"}"#,
        .addYours(AddYoursSticker(prompt: "Your view", button: "Add yours"))
    ),
    (
        #"{"type":"arrow","direction":"left","label":"Here"}"#,
        .arrow(ArrowSticker(direction: .left, label: "Here"))
    ),
    (
        #"{"type":"countdown","title":"Sale","endsAt":"\#(evening)","at":"2026-12-24T00:00:00Z"}"#,
        .countdown(
            CountdownSticker(
                title: "Sale", endsAt: Moment(seconds: 1_798_131_909, offsetMinutes: 60),
                at: Moment(seconds: 1_798_070_400, offsetMinutes: 0)))
    ),
    (#"{"type":"emoji","emoji":"👩‍👩‍👧"}"#, .emoji(EmojiSticker(emoji: "👩‍👩‍👧"))),
    (
        #"{"type":"emojiSlider","question":"How?","emoji":"❤","value":1}"#,
        .emojiSlider(EmojiSliderSticker(question: "How?", emoji: "❤️", value: 1))
    ),
    (##"{"type":"hashtag","tag":"#sale"}"##, .hashtag(HashtagSticker(tag: "sale"))),
    (
        #"{"type":"link","url":"https://example.com/a?b#c","label":"Read"}"#,
        .link(LinkSticker(url: "https://example.com/a?b#c", label: "Read"))
    ),
    (
        #"{"type":"location","name":"Rom","latitude":41.9,"longitude":12.5}"#,
        .location(LocationSticker(name: "Rom", latitude: 41.9, longitude: 12.5))
    ),
    (#"{"type":"mention","handle":"@nasa"}"#, .mention(MentionSticker(handle: "nasa"))),
    (
        #"{"type":"music","title":"A","artist":"B","cover":"c.png"}"#,
        .music(MusicSticker(title: "A", artist: "B", cover: "c.png"))
    ),
    (
        #"{"type":"poll","question":"Which?","options":["a","b","c"]}"#,
        .poll(PollSticker(question: "Which?", options: ["a", "b", "c"]))
    ),
    (
        #"{"type":"question","prompt":"Ask","placeholder":"Schreib …"}"#,
        .question(QuestionSticker(prompt: "Ask", placeholder: "Schreib …"))
    ),
    (
        #"{"type":"quiz","question":"Which?","options":["a","b"],"answer":1}"#,
        .quiz(QuizSticker(question: "Which?", options: ["a", "b"], answer: 1))
    ),
    (
        #"{"type":"time","format":"weekday","at":"2026-12-24T23:30:00Z","zone":"+01:00"}"#,
        .time(TimeSticker(format: .weekday, at: Moment(seconds: 1_798_155_000, offsetMinutes: 60)))
    ),
]

@Suite struct DrawnStickerTests {
    @Test("Each kind of sticker is read as written, with the default size of its kind", arguments: samples)
    func reads(json: String, content: StickerContent) throws {
        #expect(try read(json) == .drawn(DrawnSticker(content)))
    }

    @Test("Every kind has a sample here")
    func complete() {
        let kinds = Set(samples.map(\.1.kind)).union([.text, .sticker])
        #expect(kinds == Set(Overlay.Kind.allCases))
    }

    @Test("A sticker that is written and read again is equal", arguments: samples)
    func roundTrip(json: String, content: StickerContent) throws {
        var sticker = DrawnSticker(
            content, placement: Placement(x: 0.1, y: 0.9, anchor: .left, width: 0.4, rotation: 12),
            presence: Presence(start: 1, end: 2, opacity: 0.5, enter: Transition(.pop)))
        if content.kind != .emoji {
            sticker.theme = .dark
            sticker.color = Color(red: 1, green: 2, blue: 3)
        }
        let document = StoryDocument(slides: [Slide(overlays: [.drawn(sticker)])])
        let text = document.canonicalJSON
        let again = try StoryDocument(json: Array(text.utf8))
        #expect(again == document && again.canonicalJSON == text)
    }

    @Test("An encoded payload is decoded by its kind", arguments: samples)
    func payload(json: String, content: StickerContent) throws {
        struct Box: Codable {
            let content: StickerContent
            init(content: StickerContent) { self.content = content }
            init(from decoder: any Decoder) throws {
                let kind = try decoder.container(keyedBy: Key.self).decode(Overlay.Kind.self, forKey: .kind)
                content = try StickerContent(kind, from: decoder)
            }
            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: Key.self)
                try container.encode(content.kind, forKey: .kind)
                try content.encodePayload(to: encoder)
            }
            enum Key: CodingKey { case kind }
        }
        let text = try JSONEncoder().encode(Box(content: content))
        #expect(try JSONDecoder().decode(Box.self, from: text).content == content)
    }

    @Test(
        "Every error in a sticker names its place",
        arguments: [
            (#"{"type":"poll"}"#, [".options missingKey"]),
            (#"{"type":"poll","options":["a"]}"#, [".options outOfRange"]),
            (#"{"type":"poll","options":["a","b","c","d","e"]}"#, [".options outOfRange"]),
            (
                #"{"type":"poll","options":["a"," ",7,"x\ny"]}"#,
                [".options[1] badValue", ".options[2] wrongType", ".options[3] badValue"]
            ),
            (
                #"{"type":"quiz","question":"?","options":["a","b"],"answer":2}"#, [".answer outOfRange"]
            ),
            (#"{"type":"quiz","question":"?","options":["a","b"]}"#, [".answer missingKey"]),
            (#"{"type":"mention","handle":"two words"}"#, [".handle badValue"]),
            (#"{"type":"mention","handle":"@"}"#, [".handle badValue"]),
            (##"{"type":"hashtag","tag":"#a#b"}"##, [".tag badValue"]),
            (#"{"type":"link","url":"example.com"}"#, [".url badValue"]),
            (#"{"type":"link","url":"javascript:alert(1)"}"#, [".url badValue"]),
            (#"{"type":"link","url":"https://"}"#, [".url badValue"]),
            (
                #"{"type":"location","name":"x","latitude":91,"longitude":0}"#,
                [
                    ".latitude outOfRange", ".latitude missingKey",
                ]
            ),
            (#"{"type":"location","name":"x","longitude":0}"#, [".latitude missingKey"]),
            (#"{"type":"emoji","emoji":"1"}"#, [".emoji badValue"]),
            (#"{"type":"emoji","emoji":"🔥🔥"}"#, [".emoji badValue"]),
            (#"{"type":"emoji","emoji":"🔥","theme":"dark"}"#, [".theme unknownKey"]),
            (#"{"type":"emojiSlider","question":"?","emoji":"🔥","value":2}"#, [".value outOfRange"]),
            (#"{"type":"countdown","title":"t","endsAt":"2026-13-01T00:00:00Z"}"#, [".endsAt badValue"]),
            (#"{"type":"countdown","title":"t"}"#, [".endsAt missingKey"]),
            (#"{"type":"time","format":"time"}"#, [".at missingKey"]),
            (
                #"{"type":"time","format":"time","at":"2026-12-24T18:00:00Z","zone":"Europe/Berlin"}"#,
                [".zone badValue"]
            ),
            (#"{"type":"arrow","direction":"north"}"#, [".direction badValue"]),
            (#"{"type":"arrow"}"#, [".direction missingKey"]),
            (#"{"type":"question","promt":"Ask"}"#, [".prompt missingKey", ".promt unknownKey"]),
        ])
    func problem(json: String, expected: [String]) {
        #expect(problems(json) == expected)
    }

    @Test(
        "A type that is nearly right gets a suggestion", arguments: [("pol", "poll"), ("hashTag", "hashtag")])
    func typeSuggestion(word: String, suggestion: String) {
        let error = #expect(throws: StoryDocumentError.self) { try read(#"{"type":"\#(word)"}"#) }
        #expect(error?.problems.map(\.suggestion) == ["\"\(suggestion)\""])
    }

    @Test("For a moment without an offset, the suggestion adds one")
    func offsetSuggestion() {
        let error = #expect(throws: StoryDocumentError.self) {
            try read(#"{"type":"countdown","title":"t","endsAt":"2026-12-24T18:00:00"}"#)
        }
        #expect(error?.problems.map(\.suggestion) == ["\"2026-12-24T18:00:00Z\""])
    }

    @Test("A line may have 300 code points and no more")
    func lineLength() {
        func overlay(_ count: Int) -> String {
            #"{"type":"question","prompt":"\#(String(repeating: "é", count: count))"}"#
        }
        #expect(problems(overlay(300)).isEmpty)
        #expect(problems(overlay(301)) == [".prompt outOfRange"])
    }

    @Test(
        "A link's host is shown without user, port and www",
        arguments: [
            ("https://www.example.com/a/b?c", "example.com"),
            ("http://user:pw@Example.org:8080", "Example.org"),
            ("https://a.b.c#d", "a.b.c"),
        ])
    func host(url: String, host: String) {
        #expect(LinkSticker(url: url).host == host)
    }

    @Test("The file of any kind of overlay is found and renamed")
    func files() {
        let overlays: [Overlay] = [
            .sticker(StickerOverlay(src: "a.png")),
            .drawn(DrawnSticker(.music(MusicSticker(title: "t", artist: "a", cover: "b.png")))),
            .drawn(DrawnSticker(.music(MusicSticker(title: "t", artist: "a")))),
            .drawn(DrawnSticker(.emoji(EmojiSticker(emoji: "🔥")))), .text(TextOverlay(text: "t")),
        ]
        #expect(overlays.map(\.file?.key) == ["src", "cover", nil, nil, nil])
        #expect(overlays.map { $0.naming(file: "c").file?.src } == ["c", "c", nil, nil, nil])
        #expect(overlays[1].file?.path(in: "/x") == "/x/b.png")
    }
}

@Suite struct MomentTests {
    /// Foundation's calendar is an independent implementation.
    @Test("Seconds and dates agree with Foundation's", arguments: 0..<200)
    func agrees(number: Int) throws {
        // Steps over leap days, ends of months and centuries, from 1600 to 2400.
        let seconds = -11_670_000_000 + number * 126_230_437
        let date = Date(timeIntervalSince1970: Double(seconds))
        let text = date.formatted(.iso8601)
        let moment = try #require(Moment(rfc3339: text))
        #expect(moment.seconds == seconds && moment.text == text)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        #expect(calendar.component(.weekday, from: date) == moment.date.weekday + 1)
    }

    @Test("Another clock changes a moment's text, not the moment")
    func offsets() throws {
        let moment = try #require(Moment(rfc3339: "2026-12-31T23:30:00.250-05:30"))
        #expect(moment.text == "2026-12-31T23:30:00-05:30")
        #expect(moment.told(offsetMinutes: 0).text == "2027-01-01T05:00:00Z")
        #expect(moment.date.weekday == 4 && moment.told(offsetMinutes: 0).date.year == 2027)
    }

    @Test(
        "Text that is not a moment is refused",
        arguments: [
            "", "2026-12-24", "2026-12-24T18:00:00", "2026-02-29T00:00:00Z", "2026-00-01T00:00:00Z",
            "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:00+1:00",
            "2026-01-01T00:00:00.Z",
            "2026-01-01 00:00:00Z", "2O26-01-01T00:00:00Z", "2026-01-01T00:00:00Z ",
        ])
    func refuses(text: String) {
        #expect(Moment(rfc3339: text) == nil)
    }

    @Test("A leap day is a valid date")
    func leapDay() {
        #expect(Moment(rfc3339: "2028-02-29T00:00:00Z")?.date.day == 29)
        #expect(Moment(rfc3339: "2100-02-29T00:00:00Z") == nil)
    }
}
