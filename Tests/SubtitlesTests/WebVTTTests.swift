import Testing

@testable import Subtitles

@Suite struct WebVTTTests {
    @Test("Headers, names, settings, comments, styles and regions are skipped")
    func reads() throws {
        let text = """
            \u{feff}WEBVTT - a talk
            Kind: captions
            Language: en

            STYLE
            ::cue { color: red }

            REGION
            id:fred

            NOTE
            This is not said.

            NOTE nor this

            intro
            00:01.000 --> 00:02.000 align:start position:0%
            Hello

            00:00:02.500 --> 00:00:03.500
            - Two
            - lines

            a block that is nothing

            01:00:00.000 --> 01:00:01.000\tline:0
            Late
            """
        let cues = ["1.0-2.0 Hello", "2.5-3.5 - Two|- lines", "3600.0-3601.0 Late"]
        #expect(try SubtitleSample.cues(text) == cues)
        #expect(try SubtitleSample.cues(text.replacing("\n", with: "\r\n")) == cues)
    }

    @Test("A cue directly after the header or another cue's text is recognised")
    func readsWithoutBlankLines() throws {
        #expect(
            try SubtitleSample.cues("WEBVTT\n00:01.000 --> 00:02.000\nA\n00:02.000 --> 00:03.000\nB")
                == ["1.0-2.0 A", "2.0-3.0 B"])
    }

    @Test(
        "Voices, classes, ruby annotations and character references are resolved, and the words remain",
        arguments: [
            ("<v Roger Bingham>We are in <c.loud.x>New York</c> City</v>", "We are in New York City"),
            ("<v.first Ann><i>Hi</i>", "Hi"), ("<lang en>Yes</lang>", "Yes"),
            ("<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>だ", "漢字だ"),
            ("A&nbsp;&amp;&lrm;B&rlm; &lt;c&gt;", "A\u{a0}&\u{200e}B\u{200f} <c>"),
            ("<00:01.200>One <00:01.5>two", "One two"),
        ])
    func takesMarkupOut(text: String, bare: String) throws {
        #expect(
            try SubtitleSample.cues("WEBVTT\n\n00:01.000 --> 00:02.000\n" + text) == ["1.0-2.0 " + bare])
    }

    @Test(
        "Errors name the line and the cause",
        arguments: [
            ("WEBVTT\n\n00:01.000 --> soon\nA", 3, "two times"),
            ("WEBVTT\n\nname\n00:02.000 --> 00:01.000\nA", 4, "ends before it begins"),
            ("WEBVTT\n\n00:00:01.000 -> 00:00:02.000\nA", 3, "two times"),
            ("WEBVTT\n\n00:01.000 --> 00:02.000\nA\n00:0:0:3 --> 00:04.000", 5, "two times"),
        ] as [(String, Int, String)])
    func fails(text: String, line: Int, words: String) throws {
        let error = try #require(SubtitleSample.failure(Array(text.utf8)))
        #expect(error.line == line)
        #expect(error.reason.contains(words), "\(error)")
    }

    /// Automatic captions, as YouTube writes them.
    private static let automatic = """
        WEBVTT
        Kind: captions

        00:00:00.000 --> 00:00:02.000 align:start position:0%
        \u{20}
        we<00:00:00.500><c> were</c><00:00:01.000><c> here</c>

        00:00:02.000 --> 00:00:02.010 align:start position:0%
        we were here
        \u{20}

        00:00:02.010 --> 00:00:04.010 align:start position:0%
        we were here
        okay

        00:00:04.010 --> 00:00:04.020 align:start position:0%
        okay
        \u{20}

        00:00:04.020 --> 00:00:06.020 align:start position:0%
        okay
        then<00:00:05.020><c> go</c>

        """

    @Test("Captions that roll up give each word once, at its time")
    func rollsUp() throws {
        #expect(
            try SubtitleSample.words(Self.automatic) == [
                "we 0.0-0.5", "were 0.5-1.0", "here 1.0-2.0", "okay 2.01-4.01", "then 4.02-5.02",
                "go 5.02-6.02",
            ])
    }

    @Test("Rolled-up captions converted to SubRip give each word once, too")
    func rolledUp() throws {
        let text = """
            1
            00:00:00,000 --> 00:00:02,000
            we were here

            2
            00:00:02,000 --> 00:00:02,010
            we were here

            3
            00:00:02,010 --> 00:00:04,000
            we were here
            okay
            """
        #expect(try SubtitleSample.cues(text) == ["0.0-2.0 we were here", "2.01-4.0 okay"])
    }

    @Test("A sentence spoken twice appears twice")
    func keepsRepetition() throws {
        let text = """
            00:01 --> 00:02
            No.
            00:02 --> 00:03
            No.
            00:03 --> 00:04
            No.
            Never.
            """
        #expect(try SubtitleSample.cues(text) == ["1.0-2.0 No.", "2.0-3.0 No.", "3.0-4.0 No.|Never."])
    }
}
