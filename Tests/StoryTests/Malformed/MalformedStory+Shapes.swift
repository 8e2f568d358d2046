import Story

extension MalformedStory {
    /// Documents without the structure of a story.
    static let shapes: [MalformedStory] = [
        document("null", "$", .wrongType, "an object"),
        document("[]", "$", .wrongType, "an object"),
        document(#""story""#, "$", .wrongType, "an object"),
        document("7", "$", .wrongType, "an object"),
        document(#"{"slides":[{}]}"#, "$.version", .missingKey, "allowed: 1"),
        document(#"{"version":1}"#, "$.slides", .missingKey, "1 to 100 objects"),
        document(#"{"version":1,"slides":[]}"#, "$.slides", .outOfRange, "1 to 100 objects"),
        document(
            #"{"version":1,"slides":["# + Array(repeating: "{}", count: 101).joined(separator: ",") + "]}",
            "$.slides", .outOfRange, "1 to 100 objects"),
        document(
            #"{"version":1,"slides":["# + Array(repeating: "0", count: 400_000).joined(separator: ",") + "]}",
            "$.slides", .outOfRange, "1 to 100 objects"),
        document(#"{"version":1,"slides":{}}"#, "$.slides", .wrongType, "1 to 100 objects"),
        document(#"{"version":1,"slides":[[]]}"#, "$.slides[0]", .wrongType, "an object"),
        document(#"{"version":1,"slides":[null]}"#, "$.slides[0]", .wrongType, "an object"),
        // A schema does not know which slide is the first.
        document(
            #"{"version":1,"slides":[{},{}]}"#, "$.slides[1].media.src", .missingKey, "name of a file",
            isSeenBySchema: false),
        document(#"{"version":1,"slides":[{"media":[]}]}"#, "$.slides[0].media", .wrongType, "an object"),
        document(
            #"{"version":1,"slides":[{"media":"a.mov"}]}"#, "$.slides[0].media", .wrongType, "an object"),
        document(
            #"{"version":1,"slides":[{"overlays":{}}]}"#, "$.slides[0].overlays", .wrongType,
            "0 to 50 objects"),
        document(
            #"{"version":1,"slides":[{"overlays":["Hi"]}]}"#, "$.slides[0].overlays[0]", .wrongType,
            "an object"),
        document(
            #"{"version":1,"slides":[{"overlays":["#
                + Array(repeating: "{}", count: 51).joined(separator: ",")
                + "]}]}", "$.slides[0].overlays", .outOfRange, "0 to 50 objects"),
        overlay(#""text":"Hi""#, ".type", .missingKey, "text, sticker, addYours"),
        overlay(#""type":"text""#, ".text", .missingKey, "2000 code points"),
        overlay(#""type":"sticker""#, ".src", .missingKey, "4095 bytes"),
        text(#""enter":{"duration":1}"#, ".enter.animation", .missingKey, "none, fade, pop"),
        text(#""exit":{}"#, ".exit.animation", .missingKey, "none, fade, pop"),
    ]
}
