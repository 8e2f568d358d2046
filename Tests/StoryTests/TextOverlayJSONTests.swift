import Testing

@testable import Story

private func read(_ members: String) throws -> TextOverlay {
    let json = #"{"version":1,"slides":[{"overlays":[{"type":"text",\#(members)}]}]}"#
    guard case .text(let text) = try StoryDocument(json: Array(json.utf8)).slides[0].overlays[0] else {
        preconditionFailure("not a text")
    }
    return text
}

private func problems(_ members: String) -> [String] {
    do {
        _ = try read(members)
        return []
    } catch let error as StoryDocumentError {
        return error.problems.map {
            "\($0.path.replacing("$.slides[0].overlays[0].", with: "")) \($0.rule.rawValue)"
        }
    } catch {
        return ["\(error)"]
    }
}

private func again(_ text: TextOverlay) throws -> TextOverlay? {
    let story = StoryDocument(slides: [Slide(overlays: [.text(text)])])
    let read = try StoryDocument(json: Array(story.canonicalJSON.utf8))
    guard case .text(let text) = read.slides[0].overlays[0] else { return nil }
    return text
}

@Suite struct TextOverlayJSONTests {
    @Test("A name gives the named style", arguments: NamedTextStyle.allCases)
    func named(style: NamedTextStyle) throws {
        let text = try read(#""text":"a","style":"\#(style.rawValue)""#)
        #expect(text.style == style.style)
        #expect(try again(text) == text)
    }

    @Test("Text without a style is classic")
    func standard() throws {
        #expect(try read(#""text":"a""#).style == TextStyle())
        #expect(NamedTextStyle.classic.style == TextStyle())
    }

    @Test("A text's own members override those of its style, one by one")
    func overriding() throws {
        let text = try read(
            ##"""
            "text":"a","style":"label","case":"upper","color":"#ff0000",
            "font":{"size":40,"italic":true},"background":{"color":"#00ff00"},"outline":{"width":3}
            """##)
        var expected = NamedTextStyle.label.style
        expected.letterCase = .upper
        expected.color = Color(red: 255, green: 0, blue: 0)
        expected.font.size = 40
        expected.font.italic = true
        expected.background.color = Color(red: 0, green: 255, blue: 0)
        expected.outline = .init(width: 3)
        #expect(text.style == expected)
    }

    @Test("A background without a mode is a pill, unless the style has another mode")
    func backgroundMode() throws {
        #expect(try read(#""text":"a","background":{}"#).style.background.mode == .pill)
        #expect(
            try read(#""text":"a","style":"label","background":{"mode":"none"}"#).style.background.mode
                == .none)
    }

    @Test("Every member is read as written, and can be read again after writing")
    func everything() throws {
        let text = try read(
            ##"""
            "text":"Hi @you, half price","color":"#010203","gradient":{"colors":["#f00","#0f0","#00f"],"angle":45},
            "case":"title","letterSpacing":2.5,"lineHeight":1.2,
            "glow":{"color":"#00ffff","radius":30,"intensity":2},
            "highlight":{"color":"#ffff00","background":"#000000","words":[0,"price"]},
            "entities":{"color":"#0000ff"},"fit":"shrink","maxHeight":0.3
            """##)
        #expect(text.style.gradient?.colors.count == 3 && text.style.gradient?.angle == 45)
        #expect(text.style.letterCase == .title && text.style.letterSpacing == 2.5)
        #expect(text.style.lineHeight == 1.2)
        #expect(text.style.glow?.radius == 30 && text.style.glow?.intensity == 2)
        #expect(text.highlight?.words == [.index(0), .word("price")])
        #expect(text.entityColor == Color(red: 0, green: 0, blue: 255))
        #expect(text.fit == .shrink && text.maxHeight == 0.3)
        #expect(try again(text) == text)
    }

    @Test("Runs have looks of their own")
    func runs() throws {
        let text = try read(
            ##"""
            "runs":[{"text":"New "},{"text":"drop","color":"#ff0000","background":"#ffffff80",
            "font":{"weight":900,"italic":true,"size":90,"family":"Lobster"}}]
            """##)
        #expect(text.text == "New drop")
        guard case .runs(let runs) = text.content else { preconditionFailure("no runs") }
        #expect(runs[0] == TextRun(text: "New "))
        #expect(runs[1].font == .init(family: "Lobster", weight: 900, size: 90, italic: true))
        #expect(try again(text) == text)
    }

    @Test("Words have times")
    func words() throws {
        let text = try read(
            ##"""
            "words":[{"text":"One","start":0.5,"end":1},{"text":"two","start":1,"end":1.5}],
            "captions":{"mode":"reveal","color":"#ff0000","background":"#000","lines":3}
            """##)
        #expect(text.text == "One two")
        #expect(
            text.captions
                == Captions(
                    mode: .reveal, color: Color(red: 255, green: 0, blue: 0), background: .black, lines: 3))
        #expect(try again(text) == text)
    }

    @Test("A highlight without colours is yellow")
    func highlightStandard() throws {
        let text = try read(#""text":"a b","highlight":{"words":["b"]}"#)
        #expect(text.highlight?.color == Captions.standardColor && text.highlight?.background == nil)
    }

    @Test(
        "Each fault is noted at its place",
        arguments: [
            (##""color":"#fff""##, ["text missingKey"]),
            (#""text":"a","runs":[{"text":"b"}]"#, ["runs badValue"]),
            (
                #""text":"a","runs":[{"text":"b"}],"words":[{"text":"c","start":0,"end":1}]"#,
                ["runs badValue", "words badValue"]
            ),
            (#""runs":[]"#, ["runs outOfRange"]),
            (#""runs":[{"text":" "},{"text":"\n"}]"#, ["runs badValue"]),
            (#""runs":[{"text":""}]"#, ["runs[0].text badValue", "runs badValue"]),
            (
                ##""runs":[{"text":"a","font":{"wieght":3},"colour":"#fff"}]"##,
                ["runs[0].font.wieght unknownKey", "runs[0].colour unknownKey"]
            ),
            (#""words":[{"text":"a b","start":0,"end":1}]"#, ["words[0].text badValue"]),
            (#""words":[{"text":"a","start":1,"end":1}]"#, ["words[0].end outOfRange"]),
            (#""words":[{"text":"a","start":1}]"#, ["words[0].end missingKey"]),
            (
                #""words":[{"text":"a","start":1,"end":2},{"text":"b","start":0.5,"end":1}]"#,
                ["words[1].start outOfRange"]
            ),
            (#""text":"a","captions":{"mode":"word"}"#, ["captions badValue"]),
            (
                #""words":[{"text":"a","start":0,"end":1}],"captions":{"lines":0,"mode":"karaoke"}"#,
                ["captions.mode badValue", "captions.lines outOfRange"]
            ),
            (#""text":"a","style":"neno""#, ["style badValue"]),
            (##""text":"a","gradient":{"colors":["#fff"]}"##, ["gradient.colors outOfRange"]),
            (#""text":"a","gradient":{"angle":90}"#, ["gradient.colors missingKey"]),
            (
                ##""text":"a","gradient":{"colors":["#fff","red",1]}"##,
                ["gradient.colors[1] badValue", "gradient.colors[2] wrongType"]
            ),
            (#""text":"a","glow":{"intensity":9}"#, ["glow.intensity outOfRange"]),
            (#""text":"a","case":"UPPER""#, ["case badValue"]),
            (
                #""text":"a","lineHeight":0,"letterSpacing":999"#,
                ["letterSpacing outOfRange", "lineHeight outOfRange"]
            ),
            (#""text":"a b","highlight":{"words":["c",2,-1]}"#, ["highlight.words[2] wrongType"]),
            (
                #""text":"a b","highlight":{"words":["c",2]}"#,
                ["highlight.words[0] badValue", "highlight.words[1] outOfRange"]
            ),
            (#""text":"a b","highlight":{}"#, ["highlight.words missingKey"]),
            (#""text":"a","entities":{}"#, ["entities.color missingKey"]),
            (#""text":"a","fit":"grow","maxHeight":3"#, ["fit badValue", "maxHeight outOfRange"]),
        ])
    func faults(members: String, expected: [String]) {
        #expect(problems(members) == expected)
    }

    @Test("A word that is not in the text gets the nearest one as a suggestion")
    func suggestion() {
        let json =
            #"{"version":1,"slides":[{"overlays":[{"type":"text","text":"Half price!","highlight":{"words":["prise"]}}]}]}"#
        let error = #expect(throws: StoryDocumentError.self) { try StoryDocument(json: Array(json.utf8)) }
        #expect(error?.problems.map(\.suggestion) == [#""price""#])
    }
}
