import Testing

@testable import Story

@Suite struct FontDocumentTests {
    private func read(_ json: String, brand: BrandKit? = nil) throws -> StoryDocument {
        try StoryReading(json: Array(json.utf8), brand: brand).document
    }

    private func story(_ overlay: String, _ members: String = "") -> String {
        #"{"version":1,\#(members)"slides":[{"overlays":[{"type":"text","text":"a"\#(overlay)}]}]}"#
    }

    private func style(_ document: StoryDocument) throws -> TextStyle {
        guard case .text(let text) = document.slides[0].overlays[0] else {
            throw StoryDocumentError(problems: [])
        }
        return text.style
    }

    private func problems(_ json: String, brand: BrandKit? = nil) -> [StoryProblem] {
        do {
            _ = try read(json, brand: brand)
            return []
        } catch {
            return (error as? StoryDocumentError)?.problems ?? []
        }
    }

    private static let kit = try? BrandKit(
        json: Array(
            ##"""
            {"fonts":[{"src":"f/a.otf","family":"Brand"}],"colors":{"primary":"#ff0066"},"logo":"logo.png",
             "styles":{"headline":{"style":"meme","color":"@primary","font":{"src":"f/b.otf"}}}}
            """##.utf8), in: "brands/one")

    @Test("A story's fonts and those of its texts are files of the story, each with its place")
    func files() throws {
        let document = try read(
            story(
                #","font":{"src":"b.otf"}},{"type":"text","runs":[{"text":"x"},{"text":"y","font":{"src":"a.otf"}}]"#,
                #""fonts":[{"family":"Brand","src":"a.otf","weight":700,"italic":false},{"src":"c.ttc"}],"#))
        #expect(document.fonts[0] == FontFile(src: "a.otf", family: "Brand", weight: 700, italic: false))
        #expect(
            document.files.map(\.path) == [
                "$.fonts[0].src", "$.fonts[1].src", "$.slides[0].overlays[0].font.src",
                "$.slides[0].overlays[1].runs[1].font.src",
            ])
        #expect(document.fontSources.map(\.src) == ["a.otf", "c.ttc", "b.otf"])
        #expect(
            document.namingFonts { "x/" + $0 }.fontSources.map(\.src) == ["x/a.otf", "x/c.ttc", "x/b.otf"])
    }

    @Test(
        "Canonical text of fonts reads back as the same story",
        arguments: [
            #","font":{"src":"b.otf"}"#,
            #","font":{"src":"b.otf","weight":300,"family":"Inter","italic":true}"#,
            #","style":"serif","font":{"src":"b.otf"}"#,
            #","font":{"family":"Vary","axes":{"wght":650,"wdth":80.5}}"#,
            #","font":{"axes":{}}"#,
        ])
    func canonical(font: String) throws {
        let document = try read(story(font, #""fonts":[{"src":"a.otf"}],"#))
        #expect(try StoryDocument(json: Array(document.canonicalJSON.utf8)) == document)
    }

    @Test("A story without own fonts has the canonical text that it always had")
    func unchanged() throws {
        let text = try read(story("")).canonicalJSON
        #expect(!text.contains("fonts") && !text.contains("axes") && !text.contains("brand"))
    }

    @Test("Another family takes the place of a file; another weight chooses from it")
    func changes() {
        let file = TextStyle.Font(file: .init(src: "a.otf"), axes: ["wdth": 80])
        let other = TextRun.FontChange(family: "Inter").applied(to: file)
        #expect(other.file == nil && other.axes.isEmpty)
        let bold = TextRun.FontChange(weight: 800).applied(to: file)
        #expect(bold.file == .init(src: "a.otf", weight: 800) && bold.axes == ["wdth": 80])
    }

    @Test("A text takes a style of the story by its name and overrides its values")
    func styles() throws {
        let document = try read(
            story(
                ##","style":"big","align":"left""##,
                ##""styles":{"base":{"style":"serif","color":"#abc"},"big":{"style":"base","font":{"size":200}}},"##
            ))
        let style = try style(document)
        #expect(style.font.family == "EB Garamond" && style.font.size == 200 && style.align == .left)
        #expect(style.color == Color(hex: "#abc"))
    }

    @Test(
        "A brand's colours, fonts, styles and logo become values of the story, and its paths start at the story"
    )
    func brand() throws {
        let kit = try #require(Self.kit)
        let text = story(
            ##","style":"headline","outline":{"color":"@primary"}},{"type":"sticker","src":"@logo""##,
            #""brand":"brands/one/kit.json","fonts":[{"src":"own.otf"}],"#)
        let document = try read(text, brand: kit)
        let style = try style(document)
        #expect(style.color == Color(hex: "#ff0066") && style.outline?.color == Color(hex: "#ff0066"))
        #expect(style.font.file?.src == "brands/one/f/b.otf")
        #expect(document.fonts.map(\.src) == ["own.otf", "brands/one/f/a.otf"])
        #expect(document.slides[0].overlays[1].file?.src == "brands/one/logo.png")
        #expect(try StoryDocument(json: Array(document.canonicalJSON.utf8)) == document)
    }

    @Test("What is wrong with fonts, styles and names of a brand is said with its place")
    func faults() throws {
        let kit = try #require(Self.kit)
        let faults: [(json: String, path: String, sentence: String)] = [
            (story("", #""styles":{"meme":{}},"#), "$.styles.meme", "built-in"),
            (story("", #""styles":{"a b":{}},"#), #"$.styles["a b"]"#, "letters"),
            (story("", #""styles":{"big":{"style":"later"},"later":{}},"#), "$.styles.big.style", "classic"),
            (story(#","style":"headlin""#), "$.slides[0].overlays[0].style", #"did you mean "headline"?"#),
            (story(##","color":"@primry""##), "$.slides[0].overlays[0].color", #"did you mean "@primary"?"#),
            (
                story(#","font":{"axes":{"weight":4}}"#), "$.slides[0].overlays[0].font.axes.weight",
                "four characters"
            ),
            (
                story(#","font":{"axes":{"wght":"bold"}}"#), "$.slides[0].overlays[0].font.axes.wght",
                "a number"
            ),
            (story("", #""fonts":[{"family":"Brand"}],"#), "$.fonts[0].src", "missing"),
            (story(#","fontFile":"a.otf""#), "$.slides[0].overlays[0].fontFile", "font.src"),
        ]
        for fault in faults {
            let found = problems(fault.json, brand: kit)
            #expect(found.map(\.path) == [fault.path], "\(fault.json)")
            #expect(found.first?.description.contains(fault.sentence) == true, "\(found)")
        }
        #expect(problems(story(##","color":"@primary""##)).first?.allowed.contains("no brand") == true)
        #expect(problems(story("", #""brand":"b.json","#)).map(\.path) == ["$.brand"])
        let logo = #"{"version":1,"slides":[{"overlays":[{"type":"sticker","src":"@logo"}]}]}"#
        #expect(problems(logo).map(\.path) == ["$.slides[0].overlays[0].src"])
    }

    @Test("A story has at most as many font files as the limit allows, those of its brand included")
    func limit() {
        let list = (0..<StoryLimits.fonts).map { #"{"src":"\#($0).otf"}"# }.joined(separator: ",")
        #expect(problems(story("", #""fonts":[\#(list)],"#)).isEmpty)
        #expect(
            problems(story(#","font":{"src":"more.otf"}"#, #""fonts":[\#(list)],"#)).map(\.path) == [
                "$.fonts"
            ])
    }
}
