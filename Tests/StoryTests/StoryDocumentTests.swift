import Testing

@testable import Story

/// A story of one slide with the given media and overlays.
private func story(media: String = #"{"src":"a.mov"}"#, overlays: String = "") -> String {
    #"{"version":1,"slides":[{"media":\#(media),"overlays":[\#(overlays)]}]}"#
}

private func problems(_ json: String) -> [StoryProblem] {
    do {
        _ = try StoryDocument(json: Array(json.utf8))
        return []
    } catch {
        return error.problems
    }
}

@Suite struct StoryDocumentTests {
    @Test("A document with every key is read as written")
    func readsEverything() throws {
        let json = """
            {"version": 1, "preset": "youtube-short", "slides": [{
              "media": {"src": "IMG.MOV", "start": 3.2, "duration": 15, "fit": "blur", "volume": 0.6,
                        "motion": "kenBurns"},
              "overlays": [
                {"type": "text", "text": "New \\ud83c\\udf89\\nline", "color": "#abc",
                 "font": {"family": "Noto Sans", "weight": 400, "size": 60},
                 "background": {"mode": "block", "color": "#000000b3", "padding": 10, "radius": 4},
                 "outline": {"color": "#ff0000", "width": 3},
                 "shadow": {"color": "#00000080", "blur": 8, "x": 1, "y": -2},
                 "align": "right", "x": 0.25, "y": 0.2, "anchor": "topLeft", "width": 0.7, "rotation": -4,
                 "opacity": 0.5, "start": 1, "end": 5, "enter": {"animation": "pop", "duration": 0.5},
                 "exit": {"animation": "fade"}},
                {"type": "sticker", "src": "arrow.gif", "loop": false, "width": 0.25}
              ]}]}
            """
        let document = try StoryDocument(json: Array(json.utf8))
        #expect(document.preset == Preset.named("youtube-short"))
        let slide = try #require(document.slides.first)
        #expect(
            slide.media
                == SlideMedia(
                    src: "IMG.MOV", start: 3.2, duration: 15, fit: .blur, volume: 0.6, motion: .kenBurns))
        let style = TextStyle(
            font: .init(family: "Noto Sans", weight: 400, size: 60),
            color: Color(red: 0xaa, green: 0xbb, blue: 0xcc),
            background: .init(
                mode: .block, color: Color(red: 0, green: 0, blue: 0, alpha: 0xb3), padding: 10, radius: 4),
            outline: .init(color: Color(red: 255, green: 0, blue: 0), width: 3),
            shadow: .init(color: Color(red: 0, green: 0, blue: 0, alpha: 0x80), blur: 8, x: 1, y: -2),
            align: .right)
        let text = TextOverlay(
            text: "New 🎉\nline", style: style,
            placement: Placement(x: 0.25, y: 0.2, anchor: .topLeft, width: 0.7, rotation: -4),
            presence: Presence(
                start: 1, end: 5, opacity: 0.5, enter: Transition(.pop, duration: 0.5),
                exit: Transition(.fade)))
        let sticker = StickerOverlay(src: "arrow.gif", loop: false, placement: Placement(width: 0.25))
        #expect(slide.overlays == [.text(text), .sticker(sticker)])
    }

    @Test("Omitted members have their defaults")
    func defaults() throws {
        let document = try StoryDocument(json: Array(#"{"version":1,"slides":[{}]}"#.utf8))
        #expect(document == StoryDocument(slides: [Slide()]))
        #expect(document.preset.name == "story")
    }

    @Test("All problems of a document are reported together, each with its path")
    func allAtOnce() {
        let json = """
            {"version": 2, "presett": "story", "slides": [
              {"media": {"src": "a.mov", "volum": 1, "fit": "covr", "start": "3"},
               "overlays": [
                 {"type": "text", "text": "Hi", "colour": "#fff", "color": "red", "opacity": 1.5,
                  "font": {"weight": 400.5}, "start": 4, "end": 4},
                 {"type": "pol", "question": "?"},
                 {"type": "sticker", "enter": {"duration": 1}},
                 7
               ]},
              {}
            ], "sounds": {}}
            """
        let found = problems(json)
        #expect(
            found.map { "\($0.path) \($0.rule.rawValue)" } == [
                "$.version outOfRange",
                "$.slides[0].media.start wrongType",
                "$.slides[0].media.fit badValue",
                "$.slides[0].media.volum unknownKey",
                "$.slides[0].overlays[0].font.weight wrongType",
                "$.slides[0].overlays[0].color badValue",
                "$.slides[0].overlays[0].end outOfRange",
                "$.slides[0].overlays[0].opacity outOfRange",
                "$.slides[0].overlays[0].colour unknownKey",
                "$.slides[0].overlays[1].type badValue",
                "$.slides[0].overlays[2].src missingKey",
                "$.slides[0].overlays[2].enter.animation missingKey",
                "$.slides[0].overlays[3] wrongType",
                "$.slides[1].media.src missingKey",
                "$.presett unknownKey",
                "$.sounds unknownKey",
            ])
        #expect(found[2].suggestion == "\"cover\"")
        #expect(found[3].suggestion == "\"volume\"")
        #expect(found[14].suggestion == "\"preset\"")
        #expect(found[15].suggestion == "\"sound\"")
    }

    @Test("A problem reads as one sentence: where, what, remedy")
    func sentences() {
        #expect(
            problems(story(media: #"{"src":"a","volume":5}"#)).map(\.description) == [
                "$.slides[0].media.volume: got 5; allowed: a number from 0 to 4"
            ])
        #expect(
            problems(story(media: #"{"src":"a","volum":1}"#)).map(\.description) == [
                #"$.slides[0].media.volum: unknown key "volum"; did you mean "volume"?"#
            ])
        #expect(
            problems(story(overlays: #"{"type":"text"}"#)).map(\.description) == [
                "$.slides[0].overlays[0].text: missing; allowed: 1 to 2000 code points, at least one of "
                    + "which is visible"
            ])
        #expect(
            problems("{\"version\": 1,\n  oops}").map(\.description) == [
                #"line 2, column 3: "o" where a key in quotes should be; allowed: JSON text (RFC 8259)"#
            ])
    }

    @Test(
        "Values of the wrong type are refused",
        arguments: [
            (#""src":null"#, "null"), (#""src":1"#, "1"), (#""start":true"#, "true"),
            (#""fit":["cover"]"#, "an array"), (#""volume":{"a":1}"#, "an object"),
        ])
    func wrongTypes(member: String, found: String) {
        let problem = problems(story(media: "{\(member)}")).first
        #expect(problem?.rule == .wrongType)
        #expect(problem?.found == found)
    }

    @Test("For a colour without its number sign, the suggestion adds it")
    func colourSuggestion() {
        let problem = problems(story(overlays: ##"{"type":"text","text":"a","color":"ff0000"}"##)).first
        #expect(problem?.suggestion == "\"#ff0000\"")
    }

    @Test("A preset's name that is nearly right gets a suggestion")
    func presetSuggestion() {
        let problem = problems(#"{"version":1,"preset":"instagramstory","slides":[{}]}"#).first
        #expect(problem?.suggestion == "\"instagram-story\"")
        #expect(problem?.allowed.contains("tiktok-story") == true)
    }

    @Test("A story that is written and read again is equal")
    func roundTrip() throws {
        let document = StoryDocument(
            preset: try #require(Preset.named("story-60")),
            slides: [
                Slide(
                    media: SlideMedia(src: "ä \"b\"\\.mov", duration: 1.25),
                    overlays: [
                        .text(
                            TextOverlay(
                                text: "👩‍👩‍👧\nשלום\t", style: TextStyle(outline: .init(), shadow: .init()),
                                presence: Presence(end: 2.5, enter: Transition(.pop)))),
                        .sticker(StickerOverlay.corner(["a.webp"])[0]),
                    ])
            ])
        let text = document.canonicalJSON
        #expect(try StoryDocument(json: Array(text.utf8)) == document)
        #expect(try StoryDocument(json: Array(text.utf8)).canonicalJSON == text)
    }

    @Test("Stories that differ only in spelling have the same canonical text")
    func canonical() throws {
        let first = try StoryDocument(
            json: Array(#"{"slides":[{"media":{"volume":1.0,"src":"\u0061"}}],"version":1}"#.utf8))
        let second = try StoryDocument(
            json: Array(#"{ "version": 1e0, "preset": "story", "slides": [{"media": {"src": "a"}}] }"#.utf8))
        #expect(first.canonicalJSON == second.canonicalJSON)
        #expect(
            first.canonicalJSON == """
                {"joined":false,"loudness":"off","preset":"story","slides":[{"media":{"adjust":{"brightness":0,"contrast":0,\
                "exposure":0,"fade":0,"highlights":0,"hue":0,"saturation":0,"shadows":0,"temperature":0,\
                "tint":0},"effects":{"blur":0,"grain":0,"vignette":0},"fadeIn":0,"fadeOut":0,"fit":"auto",\
                "flip":"none","look":[],"motion":"none","mute":false,"speed":1,"src":"a","start":0,"turn":0,"volume":1,\
                "volumeEnvelope":[],"zoom":1},"overlays":[],"sound":[]}],"sound":[],"version":1}
                """)
    }
}

@Suite struct StoryLimitTests {
    @Test("A text may have 2,000 code points and no more")
    func textLength() {
        func text(_ count: Int) -> String {
            story(overlays: #"{"type":"text","text":"\#(String(repeating: "é", count: count))"}"#)
        }
        #expect(problems(text(2_000)).isEmpty)
        #expect(problems(text(2_001)).map(\.found) == ["2001 code points"])
    }

    @Test("A slide may have 50 overlays and no more")
    func overlayCount() {
        func overlays(_ count: Int) -> String {
            story(
                overlays: Array(repeating: #"{"type":"sticker","src":"a.png"}"#, count: count)
                    .joined(separator: ","))
        }
        #expect(problems(overlays(50)).isEmpty)
        #expect(problems(overlays(51)).map(\.found) == ["an array of 51"])
    }

    @Test("A story may have 100 slides and no more")
    func slideCount() {
        func slides(_ count: Int) -> String {
            let slide = #"{"media":{"src":"a.mov"}}"#
            return
                #"{"version":1,"slides":[\#(Array(repeating: slide, count: count).joined(separator: ","))]}"#
        }
        #expect(problems(slides(100)).isEmpty)
        #expect(problems(slides(101)).map(\.found) == ["an array of 101"])
        #expect(problems(slides(0)).map(\.found) == ["an array of 0"])
    }

    @Test("A document may have 1 MiB and no more")
    func documentSize() {
        let document = Array(#"{"version":1,"slides":[{}]}"#.utf8)
        func padded(_ count: Int) -> [UInt8] {
            document + Array(repeating: UInt8(ascii: " "), count: count - document.count)
        }
        #expect(throws: Never.self) { try StoryDocument(json: padded(1 << 20)) }
        #expect(throws: StoryDocumentError.self) { try StoryDocument(json: padded(1 << 20 + 1)) }
    }

    @Test("At most 100 problems are listed")
    func problemCount() {
        let keys = (0..<200).map { #""k\#($0)":0"# }.joined(separator: ",")
        #expect(problems("{\(keys)}").count == 100)
    }

    @Test("A path may have 4,095 bytes and no more")
    func pathLength() {
        func sticker(_ count: Int) -> String {
            story(overlays: #"{"type":"sticker","src":"\#(String(repeating: "a", count: count))"}"#)
        }
        #expect(problems(sticker(4_095)).isEmpty)
        #expect(problems(sticker(4_096)).map(\.rule) == [.outOfRange])
        #expect(problems(sticker(0)).map(\.rule) == [.outOfRange])
    }

    @Test(
        "Text that is blank or has control characters is refused",
        arguments: [" \\n\\t", "", "a\\u0000b", "\\u001b[0m"])
    func unprintableText(text: String) {
        #expect(
            problems(story(overlays: #"{"type":"text","text":"\#(text)"}"#)).map(\.rule) == [.badValue])
    }
}

@Suite struct LineEndTests {
    @Test(
        "Lines may end as web forms, Windows and old Macs end them, in text and in runs",
        arguments: [
            (#"A\r\nB"#, "A\nB"), (#"A\rB\r"#, "A\nB\n"), (#"A\n\rB"#, "A\n\nB"), (#"A\r\n\r\nB"#, "A\n\nB"),
        ])
    func lineEnds(written: String, text: String) throws {
        for overlay in [
            #"{"type":"text","text":"\#(written)"}"#, #"{"type":"text","runs":[{"text":"\#(written)"}]}"#,
        ] {
            let document = try StoryDocument(json: Array(story(overlays: overlay).utf8))
            guard case .text(let read) = document.slides[0].overlays[0] else { return }
            #expect(Array(read.text.utf8) == Array(text.utf8))
        }
    }

    @Test(
        "For a number or a truth value in place of a text, the error asks for quotes",
        arguments: ["2026", "true"])
    func quotes(word: String) {
        let found = problems(story(overlays: #"{"type":"text","text":\#(word)}"#))
        #expect(found.map(\.suggestion) == ["\"\(word)\", in quotes"])
    }
}

@Suite struct ShorthandTests {
    @Test("A caption without a document keeps to the rules of a document's text")
    func caption() throws {
        #expect(throws: StoryDocumentError.self) { try TextOverlay(captions: [" "]) }
        let caption = try TextOverlay(captions: ["Hello"])
        #expect(caption.style.background.mode == .pill)
        #expect(caption.placement.y.settled < 1.0 / 3)
    }

    @Test("Several captions without a document are drawn one below the other without overlap")
    func captions() throws {
        #expect(try TextOverlay(captions: ["One", "Two\r\nThree"]).text == "One\nTwo\nThree")
        #expect(throws: StoryDocumentError.self) { try TextOverlay(captions: ["One", ""]) }
        let half = String(repeating: "x", count: StoryLimits.textScalars / 2)
        #expect(throws: StoryDocumentError.self) { try TextOverlay(captions: [half, half]) }
    }

    @Test("Several --sticker pictures stand side by side on the canvas", arguments: [2, 3, 7, 20])
    func corners(count: Int) {
        let placements = StickerOverlay.corner(Array(repeating: "a.png", count: count)).map(\.placement)
        let edges = placements.map { ($0.x.settled - $0.width, $0.x.settled) }
        #expect(zip(edges, edges.dropFirst()).allSatisfy { $1.1 < $0.0 })
        #expect(edges.allSatisfy { $0.0 >= 0.05 && $0.1 <= 0.95 })
    }

    @Test("The picture of --sticker lies entirely in the canvas's lower right")
    func corner() {
        let placement = StickerOverlay.corner(["a.png"])[0].placement
        #expect(placement.anchor == .bottomRight && placement.width == 0.3)
        #expect(placement.x.settled - placement.width > 0.5 && placement.x.settled <= 1)
        #expect(placement.y.settled > 0.5)
    }
}
