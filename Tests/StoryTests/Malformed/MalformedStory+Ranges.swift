import Story

extension MalformedStory {
    /// Numbers just beyond their limits, and lists and texts that are too long.
    static let ranges: [MalformedStory] = [
        document(#"{"version":0,"slides":[{}]}"#, "$.version", .outOfRange, "allowed: 1"),
        document(#"{"version":2,"slides":[{}]}"#, "$.version", .outOfRange, "allowed: 1"),
        document(
            #"{"version":1,"maxSize":"9999B","slides":[{}]}"#, "$.maxSize", .outOfRange, "from 10kB",
            isSeenBySchema: false),
        document(
            #"{"version":1,"maxSize":"1001GB","slides":[{}]}"#, "$.maxSize", .outOfRange, "to 1000GB",
            isSeenBySchema: false),
        media(#""start":\#((0.0).nextDown)"#, ".start", .outOfRange, "0 to 14400"),
        media(#""start":\#((14_400.0).nextUp)"#, ".start", .outOfRange, "0 to 14400"),
        media(#""start":1e308"#, ".start", .outOfRange, "0 to 14400"),
        media(#""duration":\#((0.1).nextDown)"#, ".duration", .outOfRange, "0.1 to 14400"),
        media(#""duration":0"#, ".duration", .outOfRange, "0.1 to 14400"),
        media(#""duration":\#((14_400.0).nextUp)"#, ".duration", .outOfRange, "0.1 to 14400"),
        media(#""volume":\#((0.0).nextDown)"#, ".volume", .outOfRange, "a number from 0"),
        media(#""src":"""#, ".src", .outOfRange, "1 to 4095 bytes"),
        media(
            #""src":"\#(String(repeating: "a", count: 4_096))""#, ".src", .outOfRange, "1 to 4095 bytes"),
        // A schema counts code points, not bytes.
        media(
            #""src":"\#(String(repeating: "é", count: 2_048))""#, ".src", .outOfRange, "1 to 4095 bytes",
            isSeenBySchema: false),
        text(#""x":\#((-1.0).nextDown)"#, ".x", .outOfRange, "-1 to 2"),
        text(#""x":\#((2.0).nextUp)"#, ".x", .outOfRange, "-1 to 2"),
        text(#""x":540"#, ".x", .outOfRange, "did you mean 0.5?"),
        text(#""y":\#((2.0).nextUp)"#, ".y", .outOfRange, "-1 to 2"),
        text(#""y":960"#, ".y", .outOfRange, "did you mean 0.5?"),
        text(#""width":\#((0.01).nextDown)"#, ".width", .outOfRange, "0.01 to 2"),
        text(#""width":\#((2.0).nextUp)"#, ".width", .outOfRange, "0.01 to 2"),
        text(#""width":300"#, ".width", .outOfRange, "did you mean 0.28?"),
        text(#""rotation":\#((3_600.0).nextUp)"#, ".rotation", .outOfRange, "-3600 to 3600"),
        text(#""opacity":\#((1.0).nextUp)"#, ".opacity", .outOfRange, "0 to 1"),
        text(#""opacity":80"#, ".opacity", .outOfRange, "did you mean 0.8?"),
        text(#""opacity":-0.5"#, ".opacity", .outOfRange, "0 to 1"),
        text(#""start":-1"#, ".start", .outOfRange, "0 to 14400"),
        // A schema cannot compare two values.
        text(
            #""start":4,"end":4"#, ".end", .outOfRange, "more than start, which is 4", isSeenBySchema: false),
        text(#""end":0"#, ".end", .outOfRange, "more than start, which is 0", isSeenBySchema: false),
        text(#""font":{"weight":0}"#, ".font.weight", .outOfRange, "1 to 1000"),
        text(#""font":{"weight":1001}"#, ".font.weight", .outOfRange, "1 to 1000"),
        text(#""font":{"weight":1e30}"#, ".font.weight", .wrongType, "1 to 1000"),
        text(#""font":{"size":\#((8.0).nextDown)}"#, ".font.size", .outOfRange, "8 to 600"),
        text(#""font":{"size":\#((600.0).nextUp)}"#, ".font.size", .outOfRange, "8 to 600"),
        text(
            #""font":{"family":"\#(String(repeating: "a", count: 256))"}"#, ".font.family", .outOfRange,
            "1 to 255 bytes"),
        text(#""background":{"padding":201}"#, ".background.padding", .outOfRange, "0 to 200"),
        text(#""background":{"radius":-1}"#, ".background.radius", .outOfRange, "0 to 500"),
        text(#""outline":{"width":\#((50.0).nextUp)}"#, ".outline.width", .outOfRange, "0 to 50"),
        text(#""shadow":{"x":-201}"#, ".shadow.x", .outOfRange, "-200 to 200"),
        text(#""shadow":{"blur":101}"#, ".shadow.blur", .outOfRange, "0 to 100"),
        text(#""enter":{"animation":"pop","duration":-1}"#, ".enter.duration", .outOfRange, "0 to 60"),
        overlay(
            #""type":"text","text":"\#(String(repeating: "é", count: 2_001))""#, ".text", .outOfRange,
            "1 to 2000 code points"),
        document(
            #"{"version":1,"expiresAfter":"0m","slides":[{}]}"#, "$.expiresAfter", .outOfRange, "365d",
            isSeenBySchema: false),
        document(
            #"{"version":1,"expiresAfter":"366d","slides":[{}]}"#, "$.expiresAfter", .outOfRange, "365d",
            isSeenBySchema: false),
    ]
}
