import Foundation
import Story
import TestSupport
import Testing

@testable import StoryService

@Suite struct YAMLTests {
    private func value(_ text: String) throws -> JSONValue { try YAMLText(Array(text.utf8)).value }

    private func problems(_ bytes: [UInt8]) -> [StoryProblem] {
        do throws(StoryDocumentError) {
            _ = try StorySyntax.yaml.read(bytes)
            return []
        } catch {
            return error.problems
        }
    }

    private func problems(_ text: String) -> [StoryProblem] { problems(Array(text.utf8)) }

    @Test("A story in YAML is the same as in JSON")
    func sameStory() throws {
        let yaml = """
            version: 1
            slides:
            - media: {src: a.mov, start: 1.5}   # a comment
              overlays:
              - type: text
                text: >-
                  Hello
                  world
                color: '#fff'
            """
        let json =
            ##"{"version":1,"slides":[{"media":{"src":"a.mov","start":1.5},"overlays":[{"type":"text","text":"Hello world","color":"#fff"}]}]}"##
        #expect(try StorySyntax.yaml.read(Array(yaml.utf8)) == StorySyntax.json.read(Array(json.utf8)))
    }

    @Test("The example in the fixtures is right")
    func fixture() throws {
        let bytes = try Array(Data(contentsOf: URL(filePath: Fixture.path("stories/menu.yaml"))))
        let reading = try StorySyntax.yaml.read(bytes)
        #expect(reading.warnings.isEmpty)
        #expect(reading.document.slides[0].overlays.count == 2)
        #expect(reading.document.expiresAfter?.description == "8h")
        #expect(reading.document.publishAt?.text == "2026-12-01T11:30:00Z")
    }

    @Test("JSON is YAML")
    func json() throws {
        for name in ["demo-story.json", "stories/sale.json", "stories/journey.json"] {
            let bytes = try Array(Data(contentsOf: URL(filePath: Fixture.path(name))))
            #expect(try StorySyntax.yaml.read(bytes) == StorySyntax.json.read(bytes))
        }
    }

    @Test("A file's name says what it is")
    func names() {
        #expect(["a.yaml", "A.YML", "clip.story.yaml"].allSatisfy { StorySyntax(fileName: $0) == .yaml })
        #expect(["a.json", "a", "yaml", "a.yaml.json"].allSatisfy { StorySyntax(fileName: $0) == .json })
    }

    @Test(
        "Plain words mean what the core schema of YAML 1.2 says",
        arguments: [
            ("no", .string("no")), ("yes", .string("yes")), ("on", .string("on")), ("y", .string("y")),
            ("true", .bool(true)), ("FALSE", .bool(false)), ("tRue", .string("tRue")),
            ("~", .null), ("null", .null), ("Null", .null), ("nULL", .string("nULL")),
            ("0", .number(0)), ("-7", .number(-7)), ("+7", .number(7)), ("007", .number(7)),
            ("0o14", .number(12)), ("0xfF", .number(255)), ("0b11", .string("0b11")),
            ("1_000", .string("1_000")), ("12:30", .string("12:30")), ("1.5", .number(1.5)),
            (".5", .number(0.5)), ("5.", .number(5)), ("5.e1", .number(50)), ("-.5e-1", .number(-0.05)),
            ("1e3", .number(1000)), ("1e", .string("1e")), ("0x", .string("0x")), (".", .string(".")),
            ("2026-12-01", .string("2026-12-01")), ("1.2.3", .string("1.2.3")),
            ("'7'", .string("7")), ("\"true\"", .string("true")), ("<<", .string("<<")), ("=", .string("=")),
        ] as [(String, JSONValue)])
    func scalars(text: String, meaning: JSONValue) throws {
        #expect(
            try value("a: \(text)") == .object([JSONMember(name: "a", value: meaning)]))
    }

    @Test(
        "What JSON could not say is refused where it stands",
        arguments: [
            ("version: &a 1", 1, "anchor"), ("a: &a 1\nb: *a", 1, "anchor"), ("a: *b", 1, "alias"),
            ("a: !!int 1", 1, "tag"), ("version: 1\nslides: !foo []", 2, "tag"), ("--- !!set {}", 1, "tag"),
            ("a: 1\na: 2", 2, "twice"), ("a: 1\n\"a\": 2", 2, "twice"), ("a: .inf", 1, "too large"),
            ("a: 1\nb: -.INF", 2, "too large"), ("a: .nan", 1, "too large"), ("a: 1e999", 1, "too large"),
            ("a: 0x\(String(repeating: "f", count: 400))", 1, "too large"), ("? [a]\n: 1", 1, "a list"),
            ("? {a: 1}\n: 1", 1, "a mapping"), ("version: 1\n---\nversion: 1", 2, "document"),
            ("a: [1", 1, "expected"), ("a: b: c", 1, "mapping values"), ("\ta: 1", 1, "cannot start"),
            ("a: \"b", 1, "quoted scalar"), ("a: 1\nb\nc: 2", 3, "expected"), ("", 1, "empty"),
            ("# nothing\n", 1, "empty"),
            ("%YAML 3.0\n---\na: 1", 1, "incompatible"), ("a: \u{1}", 1, "control"),
            ("a: @b", 1, "cannot start"),
            ("a: 1\nb: e\(String(repeating: "\u{301}", count: 101))", 2, "combining marks"),
            ("a: 1\n\"e\(String(repeating: "\\u0301", count: 101))\": 1", 2, "combining marks"),
            (String(repeating: "[", count: 33) + String(repeating: "]", count: 33), 1, "32 deep"),
            (String(repeating: "- ", count: 40) + "1", 1, "32 deep"),
        ])
    func refused(text: String, line: Int, word: String) throws {
        let problem = try #require(problems(text).first)
        #expect(problem.rule == .syntax)
        #expect(problem.line == line, "\(problem)")
        #expect(problem.column != nil)
        #expect(problem.found.contains(word), "\(problem)")
    }

    @Test("All places that are more than JSON are reported at once")
    func allAtOnce() {
        #expect(
            problems("version: &v 1\nslides: !x\n- media: {start: .inf}").map(\.line) == [1, 2, 3])
    }

    @Test(
        "A color without quotes, which YAML takes for a comment, is told on its line and with the quotes",
        arguments: [
            ("version: 1\nslides:\n- overlays:\n  - {type: text, text: a, color: #ff0000}\n", 4),
            ("version: 1\nslides:\n- overlays:\n  - {color: #ff0000,\n     text: a}\n", 4),
            ("version: 1\nslides:\n- overlays:\n  - type: text\n    text: a\n    color: #ff0000 red\n", 6),
        ])
    func hiddenColor(text: String, line: Int) throws {
        let problem = try #require(problems(text).first { $0.rule == .syntax })
        #expect(problem.line == line, "\(problem)")
        #expect(problem.description.contains("what follows # is a comment"))
        #expect(problem.description.hasSuffix(##"did you mean "#ff0000", in quotes?"##), "\(problem)")
    }

    @Test("A comment behind a key is no problem where the value follows, nor where nothing is wrong")
    func commentBehindKey() throws {
        #expect(problems("version: 1\nslides: #all\n- media: {start: 1} #first\n").isEmpty)
        #expect(try value("a: #b\n") == .object([JSONMember(name: "a", value: .null)]))
    }

    @Test("A text that ends to be YAML has what was found before, too")
    func beforeSyntax() {
        #expect(problems("version: &v 1\nslides: [a\nb: c").map(\.line) == [1, 3])
    }

    @Test("A directive of a version that says nothing new is taken, all others are refused")
    func directives() throws {
        #expect(try value("%YAML 1.2 # a comment\n---\n1") == .number(1))
        #expect(try value("%YAML 1.1\n--- 1\n...\n") == .number(1))
        #expect(problems("%TAG ! tag:a,2026:\n---\n1").first?.found.contains("directive") == true)
        #expect(problems("%YAML 1.2\n%YAML 1.2\n---\n1").first?.found.contains("duplicate") == true)
        #expect(problems("%YAML 1.2\n1").first?.found.contains("document start") == true)
    }

    @Test("A tag that says what is so anyway is taken")
    func plainTags() throws {
        #expect(try value("!!seq [!!str 7, !!str]") == .array([.string("7"), .string("")]))
        #expect(try value("!!map {}") == .object([]))
        #expect(problems("!!seq {}").first?.found.contains("\"!!seq\"") == true)
    }

    @Test("Lines end as in YAML 1.2: other characters that ended them in 1.1 are text")
    func lineEnds() throws {
        #expect(try value("a\r\nb\rc\n\nd") == .string("a b c\nd"))
        for character in ["\u{85}", "\u{2028}", "\u{2029}"] {
            #expect(try value("'a\(character)b'") == .string("a\(character)b"))
        }
    }

    @Test("The mark with which some editors begin a text is passed over")
    func byteOrderMark() throws {
        #expect(
            try value("\u{feff}a: 1\nb: 2")
                == .object([
                    JSONMember(name: "a", value: .number(1)), JSONMember(name: "b", value: .number(2)),
                ]))
    }

    @Test("Other faults have their place in the story, as in JSON")
    func paths() {
        let found = problems("version: 1\nslides:\n- media: {src: no, fit: yes}\n  overlay: []")
        #expect(found.map(\.path) == ["$.slides[0].media.fit", "$.slides[0].overlay"])
        #expect(found.map(\.rule) == [.badValue, .unknownKey])
    }

    @Test("Text that is not UTF-8 is refused with its line")
    func invalidText() {
        #expect(problems(Array("version: 1\na: ".utf8) + [0xff]).map(\.line) == [2])
    }

    @Test("More text than a document may have is refused")
    func size() {
        let padded = Array("version: 1\nslides: [{}]\n".utf8) + Array(repeating: 0x0a, count: 1 << 20)
        #expect(problems(padded).first?.found.contains("limit") == true)
        #expect(problems(Array(padded.prefix(1 << 20))).isEmpty)
    }

    @Test("Aliases of aliases are refused where they stand, and not followed")
    func bombs() {
        var values = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        var keys = "? &a0 [x, x]\n: 1\n"
        for number in 1..<40 {
            let aliases = Array(repeating: "*a\(number - 1)", count: 10).joined(separator: ", ")
            values += "a\(number): &a\(number) [\(aliases)]\n"
            keys += "? &a\(number) [\(aliases)]\n: 1\n"
        }
        for text in [values, keys] {
            #expect(problems(text).first?.found.contains("alias") == true)
            #expect(problems(text).count == StoryLimits.problems)
        }
    }

    @Test("Text with stars and ampersands is text")
    func stars() throws {
        #expect(
            try value("a: 'R&B *b* &b, *b* *b* *b* *b* *b*'\nb: Tom & *Jerry")
                == .object([
                    JSONMember(name: "a", value: .string("R&B *b* &b, *b* *b* *b* *b* *b*")),
                    JSONMember(name: "b", value: .string("Tom & *Jerry")),
                ]))
    }
}
