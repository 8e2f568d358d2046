import Story
import Testing

@testable import Subtitles

@Suite struct SubtitleWordsTests {
    @Test("The words of a cue share its time in proportion to their lengths")
    func shares() throws {
        #expect(
            try SubtitleSample.words("00:01 --> 00:03\nI am\nfine!") == [
                "I 1.0-1.25", "am 1.25-1.75", "fine! 1.75-3.0",
            ])
        #expect(
            try SubtitleSample.words("00:01 --> 00:02\n你好 吗？") == ["你 1.0-1.25", "好 1.25-1.5", "吗？ 1.5-2.0"])
    }

    @Test(
        "Timestamps inside a cue are exact, and words between them share the time",
        arguments: [
            ("<00:01.200>One two <00:02.000>three", ["One 1.2-1.6", "two 1.6-2.0", "three 2.0-3.0"]),
            ("One <00:02.000>two<00:02.500>", ["One 1.0-2.0", "two 2.0-2.5"]),
            ("One<00:02.000>\ntwo", ["One 1.0-2.0", "two 2.0-3.0"]),
            // Timestamps inside a word, outside the cue, or out of order are ignored.
            ("O<00:02.000>ne two", ["One 1.0-2.0", "two 2.0-3.0"]),
            ("<00:00.500>One <00:03.000>two <00:07.000>", ["One 1.0-2.0", "two 2.0-3.0"]),
            ("One <00:02.500>two <00:02.000>six", ["One 1.0-2.5", "two 2.5-2.75", "six 2.75-3.0"]),
            ("你<00:02.500>好", ["你 1.0-2.5", "好 2.5-3.0"]),
        ] as [(String, [String])])
    func keepsMoments(text: String, words: [String]) throws {
        #expect(try SubtitleSample.words("WEBVTT\n\n00:01.000 --> 00:03.000\n" + text) == words)
    }

    @Test("Thai, Khmer, Lao and Burmese are split into words, although they write no spaces")
    func knowsWords() throws {
        func texts(_ text: String) throws -> [String] {
            try Subtitles(Array("00:01 --> 00:03\n\(text)".utf8)).words(in: ShownPart(start: 0, duration: 9))
                .map(\.text)
        }
        #expect(try texts("ในกระเป๋าของผม") == ["ใน", "กระเป๋า", "ของ", "ผม"])
        #expect(try texts("ដើម្បីទិញ") == ["ដើម្បី", "ទិញ"])
        #expect(try texts("ໄປຕະຫຼາດ") == ["ໄປ", "ຕະຫຼາດ"])
        #expect(try texts("ဈေးကို") == ["ဈေး", "ကို"])
    }

    @Test("The first word of a cue begins a page, even if the slide's edge cuts the cue")
    func beginsPages() throws {
        func pages(from start: Double) throws -> [String] {
            try Subtitles(Array(Self.talk.utf8)).words(in: ShownPart(start: start, duration: 9))
                .filter { $0.beginning == .page }.map(\.text)
        }
        #expect(try pages(from: 0) == ["One", "two", "Ten"])
        #expect(try pages(from: 5) == ["six", "Ten"])
    }

    @Test(
        "Another speaker begins a line, whether marked by a dash, a name or a separate cue",
        arguments: [
            ("00:01 --> 00:03\n- Really?\n- Yes,\nI am.", ["-", "-"]),
            ("00:01 --> 00:03\n>> Really?\n>> Yes.", [">>", ">>"]),
            ("WEBVTT\n\n00:01.000 --> 00:03.000\n<v Ann>Really?\n<v Bob>Yes.", ["Really?", "Yes."]),
            ("00:01 --> 00:03\nReally?\n\n00:01 --> 00:02\nYes.", ["Really?", "Yes."]),
            ("00:01 --> 00:03\nOne sentence\non two lines", ["One"]),
        ] as [(String, [String])])
    func beginsLines(text: String, words: [String]) throws {
        let all = try Subtitles(Array(text.utf8)).words(in: ShownPart(start: 0, duration: 9))
        #expect(all.filter { $0.beginning != nil }.map(\.text) == words)
        #expect(all.map(\.beginning).first == .page && all.dropFirst().allSatisfy { $0.beginning != .page })
    }

    private static let talk = """
        00:01 --> 00:02
        One

        00:04 --> 00:06
        two six

        00:07 --> 00:08
        Ten
        """

    @Test(
        "A slide has the words spoken in the part that it shows, at its own time and speed",
        arguments: [
            (ShownPart(start: 0, duration: 5), 0, ["One 1.0-2.0", "two 4.0-5.0"]),
            (ShownPart(start: 5, duration: 5), 0, ["six 0.0-1.0", "Ten 2.0-3.0"]),
            (ShownPart(start: 4.5, duration: 1), 0, ["two 0.0-0.5", "six 0.5-1.0"]),
            (ShownPart(start: 1, duration: 3, speed: 2), 0, ["One 0.0-0.5", "two 1.5-2.0", "six 2.0-2.5"]),
            (ShownPart(start: 6.5, duration: 4, speed: 0.5), 0, ["Ten 1.0-3.0"]),
            (ShownPart(start: 0, duration: 5), -4, ["two 0.0-1.0", "six 1.0-2.0", "Ten 3.0-4.0"]),
            (ShownPart(start: 0, duration: 5), 2.5, ["One 3.5-4.5"]),
            (ShownPart(start: 2, duration: 2), 0, []), (ShownPart(start: 8, duration: 2), 0, []),
        ] as [(ShownPart, Double, [String])])
    func places(part: ShownPart, offset: Double, words: [String]) throws {
        #expect(try SubtitleSample.words(Self.talk, in: part, offset: offset) == words)
    }

    @Test("Even with overlapping and tiny cues, words are in order, have a duration and lie within the slide")
    func isOrdered() throws {
        let text = """
            WEBVTT

            00:00.000 --> 00:00.001
            many words for one thousandth of a second
            you <00:00.000>know

            00:00.000 --> 00:09.000
            and <00:08.999>more

            00:00.002 --> 00:00.004
            of them
            """
        let part = ShownPart(start: 0.0005, duration: 3, speed: 1.7)
        let words = try Subtitles(Array(text.utf8)).words(in: part)
        #expect(words.count > 5)
        #expect(
            zip(words, words.dropFirst()).allSatisfy { $0.start <= $1.start && $0.end <= $1.start + 1e-9 })
        #expect(words.allSatisfy { $0.start >= 0 && $0.end > $0.start && $0.end <= 3 })
    }

    @Test("More words than a slide's captions may have give an error that says what to do")
    func limitsWords() throws {
        let cues = (0..<400).map { second in
            "00:\(second / 60):\(second % 60) --> 00:\(second / 60):\(second % 60),900\na b c d e f g h i j\n\n"
        }
        let subtitles = try Subtitles(Array(cues.joined().utf8))
        #expect(try subtitles.words(in: ShownPart(start: 0, duration: 300)).count == StoryLimits.captionWords)
        let error = #expect(throws: SubtitleError.self) {
            _ = try subtitles.words(in: ShownPart(start: 0, duration: 10, speed: 60))
        }
        #expect(error?.line == 901 && error?.reason.contains("split") == true, "\(String(describing: error))")
    }
}
