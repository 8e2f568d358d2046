import Testing

@testable import Story

private func template(_ variables: String, _ slide: String) throws -> StoryTemplate {
    let text = #"{"version":1,"variables":{\#(variables)},"slides":[{\#(slide)}]}"#
    return try #require(try StoryTemplate(JSONValue(parsing: Array(text.utf8))))
}

private func problems<T>(_ work: () throws -> T) -> [String] {
    do {
        _ = try work()
        return []
    } catch let error as StoryDocumentError {
        return error.problems.map(\.description)
    } catch {
        return ["\(error)"]
    }
}

@Suite struct StoryTemplateTests {
    private static let variables = ##"""
        "name": {"type": "text", "value": "World"}, "accent": {"type": "color"},
        "photo": {"type": "file"}, "place": {"type": "number", "min": 0, "max": 1, "value": 0.5}
        """##
    private static let slide = #"""
        "media": {"src": "{{photo}}"},
        "overlays": [{"type": "text", "text": "Hello {{ name }}, \\{{name}}", "color": "{{accent}}", "y": "{{place}}"}]
        """#

    @Test("Values go where the document mentions their variables, each as what it is")
    func fills() throws {
        let template = try template(Self.variables, Self.slide)
        #expect(template.variables.map(\.name) == ["name", "accent", "photo", "place"])
        let red = Color(red: 255, green: 0, blue: 0)
        let story = try template.filled(
            with: ["accent": .color(red), "photo": .file("a.jpg"), "place": .number(0.25)]
        ).document
        #expect(story.slides[0].media.src == "a.jpg")
        guard case .text(let text) = story.slides[0].overlays[0] else {
            Issue.record("not a text")
            return
        }
        #expect(text.text == "Hello World, {{name}}")
        #expect(text.style.color == red)
        #expect(text.placement.y == 0.25)
    }

    @Test("A filled template is the same story as one that is written out")
    func equalsWrittenOut() throws {
        let written = #"""
            {"version": 1, "slides": [{"media": {"src": "a.jpg"},
             "overlays": [{"type": "text", "text": "Hello Ana, {{name}}", "color": "#00ff00", "y": 0.5}]}]}
            """#
        let filled = try template(Self.variables, Self.slide).filled(
            with: [
                "name": .text("Ana"), "accent": .color(Color(red: 0, green: 255, blue: 0)),
                "photo": .file("a.jpg"),
            ])
        #expect(try filled.document == StoryDocument(json: Array(written.utf8)))
    }

    @Test("Nothing in a value has a meaning: no placeholder, no quote, no escape")
    func valuesAreData() throws {
        let hostile = #"{{photo}}", "x": 9, "text": "\{{ <b>&amp;"#
        let story = try template(
            #""name": {"type": "text"}, "photo": {"type": "file", "value": "a.jpg"}"#,
            #""media": {"src": "{{photo}}"}, "overlays": [{"type": "text", "text": "{{name}}"}]"#
        ).filled(with: ["name": .text(hostile)]).document
        guard case .text(let text) = story.slides[0].overlays[0] else {
            Issue.record("not a text")
            return
        }
        #expect(text.text == hostile)
    }

    @Test("Every missing and every unknown value is reported, with what would be right")
    func reportsValues() throws {
        let template = try template(Self.variables, Self.slide)
        #expect(
            problems { try template.filled(with: ["nam": .text("a"), "photo": .file("a.jpg")]) } == [
                "accent: missing; allowed: a colour as #rgb, #rrggbb or #rrggbbaa",
                #"nam: unknown key "nam"; did you mean name?"#,
            ])
    }

    @Test(
        "Values are of their variable's type and within its limits",
        arguments: [
            ("accent", "red", #"accent: got "red"; allowed: a colour as #rgb, #rrggbb or #rrggbbaa"#),
            ("place", "1.5", "place: got 1.5; allowed: a number from 0 to 1"),
            ("place", "high", #"place: got "high"; allowed: a number from 0 to 1"#),
            ("place", "nan", #"place: got "nan"; allowed: a number from 0 to 1"#),
            ("photo", "", #"photo: got ""; allowed: the name of a file"#),
        ])
    func checksValues(name: String, text: String, problem: String) throws {
        let template = try template(Self.variables, Self.slide)
        let variable = try #require(template[name])
        #expect(problems { try variable.value(of: text) } == [problem])
    }

    @Test("A text that is longer than its variable allows is refused, and one without letters is not")
    func checksLength() throws {
        let variable = TemplateVariable(name: "title", kind: .text, maximumLength: 5)
        #expect(
            problems { try variable.value(of: "Summer") } == [
                "title: got 6 code points; allowed: text of at most 5 code points"
            ])
        #expect(try variable.value(of: "") == .text(""))
    }

    @Test(
        "Only variables for files name files, under whatever name the member has",
        arguments: ["src", "path", "url"])
    func keepsTextsFromFiles(member: String) throws {
        for value in ["{{name}}", "photos/{{name}}.jpg"] {
            let template = try template(
                #""name": {"type": "text", "value": "../../etc/passwd"}"#,
                #""media": {"\#(member)": "\#(value)"}"#)
            #expect(
                problems { try template.filled(with: [:]) } == [
                    "$.slides[0].media.src: got {{name}}, which is not a variable for files; allowed: a variable of "
                        + "type file"
                ])
        }
    }

    @Test(
        "A file's variable stands alone, and other members that name files follow the same rules",
        arguments: [
            (#""media": {"src": "photos/{{photo}}"}"#, "$.slides[0].media.src"),
            (#""media": {"src": "{{photo}}"}, "sound": {"src": "{{name}}.m4a"}"#, "$.slides[0].sound[0].src"),
            (
                #""media": {"src": "{{photo}}"}, "overlays": [{"type": "text", "subtitles": "{{name}}.srt"}]"#,
                "$.slides[0].overlays[0].subtitles"
            ),
        ])
    func checksFiles(slide: String, path: String) throws {
        let found = problems {
            try template(
                #""name": {"type": "text", "value": "a"}, "photo": {"type": "file", "value": "b"}"#,
                slide
            ).filled(with: [:])
        }
        #expect(found.contains { $0.hasPrefix(path + ": ") }, "\(found)")
    }

    @Test("A variable that the story does not mention, and a mention of no variable, are errors")
    func checksMentions() {
        #expect(
            problems { try template(#""a": {"type": "text", "value": "x"}"#, #""media": {"src": "a.jpg"}"#) }
                == [
                    "$.variables.a: got a variable that the story does not mention; allowed: {{a}} somewhere in the story, "
                        + "or no such variable"
                ])
        #expect(
            problems {
                try template(
                    #""name": {"type": "text", "value": "x"}"#,
                    #""overlays": [{"type": "text", "text": "{{name}} {{nam}}"}]"#)
            } == ["$.slides[0].overlays[0].text: got {{nam}}, which is no variable; did you mean {{name}}?"])
    }

    @Test(
        "What a template says of a variable is read strictly",
        arguments: [
            (#""a": {"type": "string"}"#, "$.variables.a.type"),
            (#""a": {"typ": "text"}"#, "$.variables.a.type"),
            (#""a": {"type": "text", "min": 1}"#, "$.variables.a.min"),
            (#""a": {"type": "number", "min": 2, "max": 1}"#, "$.variables.a.max"),
            (#""a": {"type": "number", "max": 1, "value": 2}"#, "$.variables.a.value"),
            (#""a": {"type": "color", "value": "blue"}"#, "$.variables.a.value"),
            (#""1a": {"type": "text"}"#, "$.variables"),
        ])
    func checksVariables(variable: String, path: String) {
        let found = problems {
            try template(variable, #""overlays": [{"type": "text", "text": "{{a}}{{1a}}"}]"#)
        }
        #expect(found.contains { $0.hasPrefix(path + ": ") }, "\(found)")
    }

    @Test("A document with standards for all its variables is a story as it is")
    func readsWithStandards() throws {
        let text = #"""
            {"version": 1, "variables": {"name": {"type": "text", "value": "World"}},
             "slides": [{"overlays": [{"type": "text", "text": "Hello {{name}}"}]}]}
            """#
        let story = try StoryDocument(json: Array(text.utf8))
        guard case .text(let overlay) = story.slides[0].overlays[0] else {
            Issue.record("not a text")
            return
        }
        #expect(overlay.text == "Hello World")
        #expect(!story.canonicalJSON.contains("variables"))
    }

    @Test("Without variables, braces are text")
    func leavesOthersAlone() throws {
        let text = #"{"version": 1, "slides": [{"overlays": [{"type": "text", "text": "{{name}}"}]}]}"#
        #expect(try StoryTemplate(JSONValue(parsing: Array(text.utf8))) == nil)
        #expect(try StoryDocument(json: Array(text.utf8)).canonicalJSON.contains("{{name}}"))
    }
}
