import Testing

@testable import Story

@Suite struct SubtitleDocumentTests {
    private func text(_ members: String) throws(StoryDocumentError) -> TextOverlay? {
        let json = #"{"version":1,"slides":[{"overlays":[{"type":"text",\#(members)}]}]}"#
        guard case .text(let text) = try StoryDocument(json: Array(json.utf8)).slides[0].overlays[0] else {
            return nil
        }
        return text
    }

    private func problems(_ members: String) -> [String] {
        do throws(StoryDocumentError) {
            _ = try text(members)
            return []
        } catch {
            return error.problems.map {
                "\($0.path.replacing("$.slides[0].overlays[0].", with: "")) \($0.rule.rawValue)"
            }
        }
    }

    @Test("A subtitle file is a name, or a name with an offset")
    func reads() throws {
        #expect(try text(#""subtitles":"a b.srt""#)?.content == .subtitles(SubtitleFile(src: "a b.srt")))
        #expect(
            try text(#""subtitles":{"path":"sub/a.vtt","offset":-3600}"#)?.content
                == .subtitles(SubtitleFile(src: "sub/a.vtt", offset: -3600)))
    }

    @Test("Subtitles with their captions and highlights survive being written and read again")
    func roundTrips() throws {
        let text = try #require(
            try text(
                ##""subtitles":{"src":"a.srt","offset":1.5},"captions":{"mode":"reveal","lines":3},"##
                    + ##""highlight":{"words":["any",7]}"##))
        #expect(text.captions.mode == .reveal && text.captions.lines == 3)
        #expect(text.highlight?.words == [.word("any"), .index(7)])
        let story = StoryDocument(slides: [Slide(overlays: [.text(text)])])
        #expect(try StoryDocument(json: Array(story.canonicalJSON.utf8)) == story)
    }

    @Test(
        "Each fault in subtitles is noted at its place",
        arguments: [
            (#""text":"a","subtitles":"a.srt""#, ["subtitles badValue"]),
            (#""subtitles":"""#, ["subtitles.src outOfRange"]),
            (#""subtitles":{}"#, ["subtitles.src missingKey"]),
            (#""subtitles":["a.srt"]"#, ["subtitles wrongType"]),
            (#""subtitles":{"src":"a.srt","offset":3601}"#, ["subtitles.offset outOfRange"]),
            (#""subtitles":{"src":"a.srt","lang":"en"}"#, ["subtitles.lang unknownKey"]),
            (#""subtitles":"a\u0000.srt""#, ["subtitles.src badValue"]),
        ])
    func faults(members: String, expected: [String]) {
        #expect(problems(members) == expected)
    }

    @Test("A subtitle file is one of the story's files, with its place")
    func isNamed() throws {
        let overlay = Overlay.text(TextOverlay(subtitles: "talk.srt"))
        let story = StoryDocument(slides: [Slide(), Slide(overlays: [overlay])])
        #expect(
            story.files == [FileReference(src: "talk.srt", path: "$.slides[1].overlays[0].subtitles")])
        #expect(overlay.naming(file: "b").file?.src == "b")
    }

    @Test("A file's words replace the file, and the overlay still names the file")
    func says() {
        let words = [CaptionWord(text: "Hi", start: 0, end: 1)]
        let overlay = TextOverlay(subtitles: "talk.srt").saying(words)
        #expect(overlay.content == .words(words) && overlay.text == "Hi")
        #expect(overlay.subtitles?.src == "talk.srt")
        #expect(TextOverlay(text: "a").saying(words).text == "a")
    }
}
