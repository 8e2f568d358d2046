import Story
import Testing

@testable import Subtitles

@Suite struct SubRipTests {
    @Test(
        "Cues are read in all the forms that programs and people write",
        arguments: [
            ("1\n00:00:01,000 --> 00:00:02,500\nHello there\n", ["1.0-2.5 Hello there"]),
            (
                "1\r\n00:00:01,000 --> 00:00:02,000\r\nOne\r\nTwo\r\n\r\n2\r\n01:00:02,000 --> 01:00:03,000\r\nThree",
                ["1.0-2.0 One|Two", "3602.0-3603.0 Three"]
            ),
            ("\u{feff}1\r0:0:1.5 --> 0:0:2.25\rA\r\r2\r00:03 --> 00:04,5\rB", ["1.5-2.25 A", "3.0-4.5 B"]),
            (
                "00:00:01,000 --> 00:00:02,000\nNo\n00:00:03,000-->00:00:04,000\nnumbers",
                ["1.0-2.0 No", "3.0-4.0 numbers"]
            ),
            (
                "\n\n7\n\n00:00:01,000 --> 00:00:02,000 X1:0 X2:9 Y1:0 Y2:9\n\nBlank\n \nlines\n\n8\n\n00:00:03,000 --> 00:00:04,000\nx",
                ["1.0-2.0 Blank|lines", "3.0-4.0 x"]
            ),
            (
                "1\n00:00:01,000 --> 00:00:02,000\n1984\n\n2\n00:00:02,000 --> 00:00:03,000\n42\n3\n00:00:03,000 --> 00:00:04,000\n7",
                ["1.0-2.0 1984", "2.0-3.0 42", "3.0-4.0 7"]
            ),
            ("1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:02,000 --> 00:00:03,000\nx\n\n3\n", ["2.0-3.0 x"]),
            ("", []), ("\n \n", []), ("1\n", []),
        ] as [(String, [String])])
    func reads(text: String, cues: [String]) throws {
        #expect(try SubtitleSample.cues(text) == cues)
    }

    @Test(
        "Markup is removed, and text that only looks like markup stays",
        arguments: [
            ("<i>It</i> <B>is</B> <font color=\"#ff0000\" size='3'>red</font>", "It is red"),
            ("{\\an8}{\\pos(1,2)}Above", "Above"), ("I <3 {you}", "I <3 {you}"),
            ("a < b and c > d", "a < b and c > d"), ("a <b and <i>c</i>", "a <b and c"), ("5 <", "5 <"),
            ("Q&amp;A &lt;x&gt; &#39;y&#x27; &quot;z&quot;", "Q&A <x> 'y' \"z\""),
            ("R&D; &bogus; &#x110000; &", "R&D; &bogus; &#x110000; &"), ("a\u{7}b\u{85}c", "abc"),
            ("{{{\\an8}x", "{{x"), ("{\\an8", "{\\an8"),
        ])
    func takesMarkupOut(text: String, bare: String) throws {
        #expect(try SubtitleSample.cues("00:00:01,000 --> 00:00:02,000\n" + text) == ["1.0-2.0 " + bare])
    }

    @Test("Cues are sorted, each ends when the next begins, and cues that begin together are merged")
    func sorts() throws {
        let text = """
            00:00:05,000 --> 00:00:09,000
            C
            00:00:01,000 --> 00:00:08,000
            A
            00:00:05,000 --> 00:00:06,000
            D
            00:00:03,000 --> 00:00:04,000
            B
            """
        #expect(try SubtitleSample.cues(text) == ["1.0-3.0 A", "3.0-4.0 B", "5.0-9.0 C|D"])
    }

    @Test("A cue without a duration is left out, because no player shows it")
    func leavesOut() throws {
        let text = """
            00:00:00,000 --> 00:00:00,000
            Hidden
            00:00:01,000 --> 00:00:02,000
            A
            00:00:01,000 --> 00:00:01,000
            B
            """
        #expect(try SubtitleSample.cues(text) == ["1.0-2.0 A"])
    }

    @Test("Cues and lines without visible characters are left out")
    func invisible() throws {
        let text = """
            00:00:00,000 --> 00:00:01,000
            \u{200B}\u{2060}
            00:00:01,000 --> 00:00:02,000
            \u{200B}
            A
            """
        #expect(try SubtitleSample.words(text) == ["A 1.0-2.0"])
    }

    @Test("A null character is removed, as are other control characters")
    func leavesZeroOut() throws {
        #expect(try SubtitleSample.cues("1\n00:00:02,000 --> 00:00:03,000\na\0b") == ["2.0-3.0 ab"])
    }

    @Test(
        "A file in an unsupported encoding gives an error with the encoding's name and a remedy",
        arguments: [
            ([0xff, 0xfe, 0, 0, 0x31, 0, 0, 0], "UTF-32"), ([0, 0, 0xfe, 0xff, 0, 0, 0, 0x31], "UTF-32"),
            ([0x31, 0, 0x0a, 0, 0x30, 0], "UTF-16 without"), ([0, 0x31, 0, 0x0a, 0, 0x30], "UTF-16 without"),
        ] as [([UInt8], String)])
    func namesWideEncodings(bytes: [UInt8], name: String) throws {
        let error = try #require(SubtitleSample.failure(bytes))
        #expect(error.line == nil && error.reason.contains(name))
        #expect(error.reason.hasSuffix("Save the file as UTF-8."))
    }

    @Test("UTF-16 with a byte order mark is read, in both byte orders")
    func readsUTF16() throws {
        let text = "1\r\n00:00:01,000 --> 00:00:02,000\r\nGrüße 🎉"
        for isBigEndian in [false, true] {
            let units = [0xfeff] + Array(text.utf16)
            let bytes = units.flatMap { unit -> [UInt8] in
                let pair = [UInt8(unit >> 8), UInt8(unit & 0xff)]
                return isBigEndian ? pair : pair.reversed()
            }
            let cues = try Subtitles(bytes).cues
            #expect(cues.map { String($0.lines[0].bare) } == ["Grüße 🎉"])
            #expect(SubtitleSample.failure(bytes.dropLast())?.reason.contains("UTF-8") == true)
        }
    }

    @Test(
        "Errors name the line, and show what would be right",
        arguments: [
            ("Hello\n", 1, "\"Hello\""),
            ("{\"version\":1}", 1, "times such as \"00:00:01,000 --> 00:00:02,500\""),
            ("[Script Info]\nTitle: x", 1, "\"[Script Info]\""), ("1\nHello", 2, "\"Hello\""),
            ("WEBVTTX\n", 1, "\"WEBVTTX\""),
            ("1\n00:00:01,000 --> 00:00:0x,000\nA", 2, "such as \"00:00:01,000 --> 00:00:02,500\""),
            ("1\n\n00:00:01,000 -> 00:00:02,000\nA", 3, "such as \"00:00:01,000 --> 00:00:02,500\""),
            ("0:00:01.000,0:00:02.000\nA", 1, "two times"),
            ("1\n00:61:01,000 --> 00:62:01,000\nA", 2, "two times"),
            ("1\n-00:00:01,000 --> 00:00:01,000\nA", 2, "two times"),
            ("1\n00:00:01,0000 --> 00:00:01,000\nA", 2, "two times"),
            ("1\n99999:00:01,000 --> 99999:00:02,000\nA", 2, "two times"),
            ("1\n00:00:01,000 --> 00:00:02,000x\nA", 2, "two times"),
            ("1\n00:00:02,000 --> 00:00:01,000\nA", 2, "ends before it begins"),
        ] as [(String, Int, String)])
    func fails(text: String, line: Int, words: String) throws {
        let error = try #require(SubtitleSample.failure(Array(text.utf8)))
        #expect(error.line == line)
        #expect(error.reason.contains(words), "\(error)")
    }

    @Test("Invalid UTF-8 gives an error with the line and a remedy")
    func namesOtherEncodings() throws {
        let bytes = Array("1\n00:00:01,000 --> 00:00:02,000\nGr".utf8) + [0xfc, 0xdf] + Array("e\n".utf8)
        let error = try #require(SubtitleSample.failure(bytes))
        #expect(error.line == 3 && error.reason.contains("Save the file as UTF-8"))
    }

    @Test("A cue with more characters than captions may have is refused")
    func refusesLongCue() {
        let letters = String(repeating: "x", count: StoryLimits.captionScalars + 1)
        #expect(SubtitleSample.failure(Array("00:01 --> 00:02\n\(letters)".utf8))?.line == 1)
        // Many cues that begin together count as one.
        let cue = "00:01 --> 00:02\n" + String(repeating: "x", count: 1000) + "\n\n"
        #expect(SubtitleSample.failure(Array(String(repeating: cue, count: 31).utf8))?.line == 91)
    }

    @Test("A character with too many combining marks is refused, however the marks are written")
    func refusesMarks() {
        for mark in ["\u{301}", "&#769;"] {
            func bytes(_ count: Int) -> [UInt8] {
                Array("\n00:01 --> 00:02\na\(String(repeating: mark, count: count))".utf8)
            }
            #expect(SubtitleSample.failure(bytes(100)) == nil)
            let error = SubtitleSample.failure(bytes(101))
            #expect(error?.line == 2 && error?.reason.contains("combining marks") == true)
        }
    }

    @Test(
        "Half a megabyte of hostile text is read in bounded time", .timeLimit(.minutes(20)),
        arguments: [
            "00:01 --> 00:02\n<{<{<{<{<{<{", "00:01 --> 00:02\n{\\{\\{\\{\\", "00:01 --> 00:02\n&&&&&&&&&&&&",
            "9:9:9 --> 9:9:9\na\n\n", "1\n1\n1\n1\n1\n1\n1\n", "\n\n\n\n\n", "00:01 --> 00:02\n-->->-->",
        ])
    func isLinear(part: String) {
        let bytes = Array(part.utf8)
        let many = (0..<(1 << 19)).map { bytes[$0 % bytes.count] }
        let start = ContinuousClock.now
        _ = try? Subtitles(many)
        #expect(ContinuousClock.now - start < .seconds(20))
    }
}
