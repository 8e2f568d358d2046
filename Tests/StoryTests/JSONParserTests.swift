import Testing

@testable import Story

private func parse(_ text: String) throws(JSONSyntaxError) -> JSONValue {
    try JSONParser.parse(Array(text.utf8))
}

@Suite struct JSONParserTests {
    @Test(
        "Numbers have the grammar of RFC 8259, section 6",
        arguments: [("0", 0), ("-0", 0), ("-1.5", -1.5), ("1e2", 100), ("1E+2", 100), ("12.5e-1", 1.25)])
    func numbers(text: String, value: Double) throws {
        #expect(try parse(text) == .number(value))
    }

    @Test(
        "Text that is not JSON is refused",
        arguments: [
            "", " ", "01", "1.", ".5", "+1", "1e", "--1", "NaN", "1e999", "tru", "True", "'a'", "\"",
            "\"\u{1}\"",
            #""\x""#, #""\u12g4""#, #""\ud800""#, #""\ud800\u0041""#, #""\udc00""#, "[1,]", "[1 2]", "[",
            "{\"a\" 1}", "{\"a\":1,}", "{a:1}", "{\"a\":1,\"a\":2}", "[] []", "// c\n1",
        ])
    func refuses(text: String) {
        #expect(throws: JSONSyntaxError.self) { try parse(text) }
    }

    @Test("Escapes stand for their characters")
    func escapes() throws {
        #expect(
            try parse(#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#) == .string("\"\\/\u{8}\u{c}\n\r\té😀"))
    }

    @Test("Bytes that are not UTF-8 are refused at the start of their string")
    func invalidUTF8() {
        let error = #expect(throws: JSONSyntaxError.self) {
            try JSONParser.parse([0x5b, 0x0a, 0x20, 0x22, 0xff, 0x22, 0x5d])
        }
        #expect(error?.line == 2 && error?.column == 2)
    }

    @Test("A character may have 100 combining marks, and a text any number")
    func combiningMarks() throws {
        let marks = String(repeating: "\u{323}\u{301}", count: 50)
        #expect(throws: Never.self) { try parse("\"a\(marks)b\(marks)\"") }
        let error = #expect(throws: JSONSyntaxError.self) { try parse("\n\"a\(marks)\\u0301\"") }
        #expect(error?.message == CombiningMarks.refusal)
        #expect(error?.line == 2 && error?.column == 1)
    }

    @Test("Nesting ends at 32, without using up the stack")
    func nesting() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(throws: Never.self) { try parse(nested(32)) }
        #expect(throws: JSONSyntaxError.self) { try parse(nested(33)) }
        #expect(throws: JSONSyntaxError.self) { try parse(String(repeating: "[", count: 100_000)) }
    }

    @Test("Every prefix of a document is refused and none crashes the reader")
    func prefixes() {
        let document = Array(#"{"a":[1.5e3,"\u00e9\ud83d\ude00",true,null,{"b":false}]}"#.utf8)
        for length in 0..<document.count {
            #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(Array(document[..<length])) }
        }
    }

    @Test("Canonical text sorts keys and escapes only what it must")
    func canonicalText() throws {
        let value = try parse(#"{"b":[1.0,0.1,-0,1e21],"a":"é\u0001\n\"\\","":{}}"#)
        #expect(value.canonicalText == #"{"":{},"a":"é\u0001\n\"\\","b":[1,0.1,0,1e+21]}"#)
    }
}

@Suite struct SuggestionTests {
    @Test(
        "A typing error is recognised",
        arguments: [
            ("colour", "color"), ("Colour", "color"), ("opactiy", "opacity"), ("widht", "width"),
            ("backgroud", "background"),
        ])
    func nearest(word: String, meant: String) {
        let keys = ["color", "opacity", "width", "background", "x", "y"]
        #expect(Suggestion.nearest(to: word, among: keys) == meant)
    }

    @Test(
        "An unrelated word gets no suggestion", arguments: ["sound", "", String(repeating: "x", count: 1000)])
    func noSuggestion(word: String) {
        #expect(Suggestion.nearest(to: word, among: ["color", "opacity"]) == nil)
    }

    @Test("Two swapped neighbours count as one typing error")
    func swapped() {
        #expect(Suggestion.distance("ab", "ba") == 1)
        #expect(Suggestion.distance("", "abc") == 3)
        #expect(Suggestion.distance("kitten", "sitting") == 3)
    }
}
