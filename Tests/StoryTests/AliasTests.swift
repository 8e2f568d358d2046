import Testing

@testable import Story

@Suite struct AliasTests {
    private func read(_ json: String) throws -> StoryReading { try StoryReading(json: Array(json.utf8)) }

    @Test(
        "Another program's name is accepted for the story's, with a warning",
        arguments: [
            ("path", #""a.mov""#, "src"), ("source", #""a.mov""#, "src"), ("url", #""a.mov""#, "src"),
            ("time", "2", "start"), ("from", "2", "start"), ("resizeMode", #""blur""#, "fit"),
            ("resize_mode", #""blur""#, "fit"),
        ])
    func media(alias: String, value: String, name: String) throws {
        let reading = try read(#"{"version":1,"slides":[{"media":{"\#(alias)":\#(value)}}]}"#)
        #expect(
            try reading.document
                == read(#"{"version":1,"slides":[{"media":{"\#(name)":\#(value)}}]}"#).document)
        #expect(
            reading.warnings == [
                StoryWarning(path: "$.slides[0].media.\(alias)", written: alias, meaning: name)
            ])
    }

    @Test(
        "Other programs' names for overlays are accepted, too",
        arguments: [
            ("stop", "2", "end"), ("in", #"{"animation":"pop"}"#, "enter"),
            ("out", #"{"animation":"pop"}"#, "exit"), ("stroke", #"{"width":3}"#, "outline"),
        ])
    func overlays(alias: String, value: String, name: String) throws {
        func story(_ list: String, _ key: String) -> String {
            #"{"version":1,"slides":[{"\#(list)":[{"type":"text","text":"a","\#(key)":\#(value)}]}]}"#
        }
        let plain = try read(story("overlays", name))
        #expect(plain.warnings.isEmpty)
        for list in ["layers", "elements"] {
            let reading = try read(story(list, alias))
            #expect(reading.document == plain.document)
            #expect(reading.warnings.map(\.written) == [list, alias])
        }
    }

    @Test("Each foreign name gives one warning, at its first place")
    func once() throws {
        let reading = try read(
            #"{"version":1,"clips":[{"media":{"path":"a"}},{"media":{"path":"b"}},{"media":{"url":"c"}}]}"#)
        #expect(
            reading.warnings.map(\.path) == ["$.clips", "$.clips[0].media.path", "$.clips[2].media.url"])
        #expect(
            reading.warnings[1].description
                == #"$.clips[0].media.path: "path" was taken for "src". Write "src"."#)
    }

    @Test("A known key in snake_case is accepted, with a warning")
    func snakeCase() throws {
        let reading = try read(
            #"{"version":1,"slides":[{}],"publish_at":"2026-12-01T09:00:00Z","expires_after":"2d"}"#)
        #expect(reading.document.publishAt == Moment(rfc3339: "2026-12-01T09:00:00Z"))
        #expect(reading.document.expiresAfter == Lifetime(minutes: 2880))
        #expect(reading.warnings.map(\.meaning) == ["publishAt", "expiresAfter"])
    }

    @Test("contain-blur is blur")
    func words() throws {
        let reading = try read(#"{"version":1,"slides":[{"media":{"fit":"contain-blur"}}]}"#)
        #expect(reading.document.slides[0].media.fit == .blur)
        #expect(
            reading.warnings == [
                StoryWarning(path: "$.slides[0].media.fit", written: "contain-blur", meaning: "blur")
            ])
    }

    @Test("A story is written out with its own names")
    func canonical() throws {
        let reading = try read(#"{"version":1,"clips":[{"media":{"path":"a"}}]}"#)
        #expect(try read(reading.document.canonicalJSON) == StoryReading(reading.document))
    }

    @Test("Only stories accept other programs' names")
    func storiesOnly() {
        #expect(throws: StoryDocumentError.self) {
            try ObjectReader.read(json: Array(#"{"from":1}"#.utf8)) { reader in
                reader.number("start", in: 0...2)
            }
        }
    }
}
