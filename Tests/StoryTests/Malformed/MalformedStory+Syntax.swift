import Story

extension MalformedStory {
    /// Text that is not JSON.
    static let syntax: [MalformedStory] =
        [
            "", " \n\t", "{", "[", #"{"version":1"#, #"{"version":1,}"#, #"{"version" 1}"#,
            #"{version:1}"#, #"{'version':1}"#, #"{"version":1 "slides":[]}"#, #"{"version":1}}"#,
            #"{"version":1}{"version":1}"#, #"{"version":01}"#, #"{"version":+1}"#, #"{"version":.1}"#,
            #"{"version":1.}"#, #"{"version":1e}"#, #"{"version":0x1}"#, #"{"version":NaN}"#,
            #"{"version":-Infinity}"#, #"{"version":1e999}"#, #"{"version":-1e400}"#,
            #"{"version":True}"#, #"{"version":nul}"#, #"{"version":undefined}"#,
            #"{"version":1 // one"#, #"{/* one */"version":1}"#, #"{"version":"a"#,
            #"{"version":"\x41"}"#, #"{"version":"\u12g4"}"#, #"{"version":"\ud83d"}"#,
            #"{"version":"\ud83dA"}"#, #"{"version":"\udc00"}"#, "{\"version\":\"a\nb\"}",
            "{\"version\":\"a\u{0}b\"}", #"{"slides":[1,]}"#, #"{"slides":[1 2]}"#, #"{"slides":[1}"#,
            "\u{feff}{}", #"{"version":1,"version":1}"#,
            #"{"slides":[{"media":{"src":"a","\u0073rc":"b"}}]}"#,
            "version: 1", "<story/>",
        ].map { document($0, "$", .syntax, "JSON text") } + [
            MalformedStory(
                "a byte that UTF-8 never has", bytes: Array(#"{"a":""#.utf8) + [0xff] + Array(#""}"#.utf8),
                path: "$", .syntax, "JSON text"),
            MalformedStory(
                "a scalar spelled too long",
                bytes: Array(#"{"a":""#.utf8) + [0xc0, 0xaf] + Array(#""}"#.utf8),
                path: "$", .syntax, "JSON text"),
            MalformedStory(
                "a surrogate in UTF-8",
                bytes: Array(#"{"a":""#.utf8) + [0xed, 0xa0, 0x80] + Array(#""}"#.utf8),
                path: "$", .syntax, "JSON text"),
            MalformedStory(
                "UTF-16", bytes: Array("\u{feff}{}".utf16).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] },
                path: "$", .syntax, "JSON text"),
            document(String(repeating: "[", count: 33), "$", .syntax, "JSON text"),
            document(String(repeating: #"{"a":"#, count: 100_000), "$", .syntax, "JSON text"),
            document(#"{"a":""# + String(repeating: "a", count: 1 << 20) + #""}"#, "$", .syntax, "JSON text"),
        ]
}
