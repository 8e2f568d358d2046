import Story

extension MalformedStory {
    /// Values of the right type without a meaning.
    static let words: [MalformedStory] =
        [
            document(
                #"{"version":1,"preset":"instagramstory","slides":[{}]}"#, "$.preset", .badValue,
                #"did you mean "instagram-story"?"#),
            document(#"{"version":1,"preset":"","slides":[{}]}"#, "$.preset", .badValue, "tiktok-story"),
            media(#""fit":"covr""#, ".fit", .badValue, #"did you mean "cover"?"#),
            media(#""fit":"Cover""#, ".fit", .badValue, #"did you mean "cover"?"#),
            media(#""fit":"stretch""#, ".fit", .badValue, "auto, cover, contain, blur"),
            media(#""resizeMode":"contain-blurr""#, ".resizeMode", .badValue, "blur"),
            media(#""motion":"ken-burns""#, ".motion", .badValue, #"did you mean "kenBurns"?"#),
            media(#""src":"a\u0000b""#, ".src", .badValue, "without control characters"),
            media(#""src":"a\nb""#, ".src", .badValue, "without control characters"),
            overlay(#""type":"txet""#, ".type", .badValue, #"did you mean "text"?"#),
            overlay(#""type":"Text","text":"Hi""#, ".type", .badValue, #"did you mean "text"?"#),
            overlay(#""type":"hologram","size":3"#, ".type", .badValue, "text, sticker"),
            overlay(#""type":"text","text":"""#, ".text", .badValue, "at least one of which is visible"),
            overlay(#""type":"text","text":" \n\t""#, ".text", .badValue, "at least one of which is visible"),
            overlay(
                #""type":"text","text":"\u2003\u00a0""#, ".text", .badValue,
                "at least one of which is visible"),
            overlay(#""type":"text","text":"a\u001b[0m""#, ".text", .badValue, "line ends and tabs"),
            overlay(#""type":"text","text":"a\u000bb""#, ".text", .badValue, "line ends and tabs"),
            text(#""color":"red""#, ".color", .badValue, "#rrggbb"),
            text(#""color":"ff0000""#, ".color", .badValue, ##"did you mean "#ff0000"?"##),
            text(##""color":"#ff00""##, ".color", .badValue, "#rrggbb"),
            text(##""color":"#gg0000""##, ".color", .badValue, "#rrggbb"),
            text(##""color":"#ff000000ff""##, ".color", .badValue, "#rrggbb"),
            text(##""color":"#ff0000 ""##, ".color", .badValue, "#rrggbb"),
            text(#""color":"rgb(0,0,0)""#, ".color", .badValue, "#rrggbb"),
            text(#""color":"""#, ".color", .badValue, "#rrggbb"),
            text(#""background":{"color":"0x000000"}"#, ".background.color", .badValue, "#rrggbb"),
            text(#""background":{"mode":"pil"}"#, ".background.mode", .badValue, #""pill""#),
            text(#""align":"centre""#, ".align", .badValue, #"did you mean "center"?"#),
            text(#""anchor":"top-left""#, ".anchor", .badValue, #"did you mean "topLeft"?"#),
            text(#""enter":{"animation":"explode"}"#, ".enter.animation", .badValue, "none, fade, pop"),
            text(#""enter":"popp""#, ".enter", .badValue, #"did you mean "pop"?"#),
            text(#""cycle":"wigle""#, ".cycle", .badValue, #"did you mean "wiggle"?"#),
            text(#""font":{"family":"a\u0007"}"#, ".font.family", .badValue, "without control characters"),
        ] + invisible + times
}

extension MalformedStory {
    /// Texts that draw nothing.
    private static let invisible: [MalformedStory] =
        [#"\u200b"#, #"\u2060\ufeff \u2800"#, #"\u3164\n\u00ad"#].map {
            overlay(#""type":"text","text":"\#($0)""#, ".text", .badValue, "at least one of which is visible")
        } + [
            // A tag, beyond U+FFFF.
            overlay(
                #""type":"text","text":"\udb40\udc41""#, ".text", .badValue,
                "at least one of which is visible",
                isSeenBySchema: false),
            overlay(
                #""type":"text","runs":[{"text":"\u200b"},{"text":" "}]"#, ".runs", .badValue,
                "at least one of which is visible", isSeenBySchema: false),
            overlay(
                #""type":"text","words":[{"text":"\u200b","start":0,"end":1}]"#, ".words", .badValue,
                "at least one of which is visible", isSeenBySchema: false),
            overlay(
                #""type":"poll","question":"\u200d","options":["a","b"]"#, ".question", .badValue,
                "at least one of which is visible"),
            overlay(
                #""type":"poll","question":"a","options":["b","\ufe0f"]"#, ".options[1]", .badValue,
                "at least one of which is visible"),
            overlay(
                #""type":"link","url":"https://a.example","label":"\u200b""#, ".label", .badValue,
                "at least one of which is visible"),
            overlay(
                #""type":"mention","handle":"\u200b""#, ".handle", .badValue, "characters without spaces",
                isSeenBySchema: false),
        ]
}

extension MalformedStory {
    private static let times: [MalformedStory] =
        [
            "", "now", "2026-12-01", "2026-12-01 09:00:00Z",
            "2026-12-01T9:00:00Z",
            "2026-12-01T24:00:00Z", "2026-12-01T09:60:00Z", "2026-12-31T23:59:60Z", "2026-13-01T09:00:00Z",
            "2026-00-01T09:00:00Z", "2026-12-32T09:00:00Z", "2026-12-01T09:00:00.Z",
            "26-12-01T09:00:00Z", "２０26-12-01T09:00:00Z",
            "1764579600",
        ].map { publishAt($0, "RFC 3339") } + [
            publishAt("2026-12-01T09:00:00", #"did you mean "2026-12-01T09:00:00Z"?"#),
            publishAt("2026-02-29T09:00:00Z", "RFC 3339", isSeenBySchema: false),
            publishAt("2100-02-29T09:00:00Z", "RFC 3339", isSeenBySchema: false),
            publishAt("2026-12-01T09:00:00+24:00", "RFC 3339"),
            publishAt("2026-12-01T09:00:00+0100", "RFC 3339"),
            publishAt("2026-04-31T09:00:00Z", "RFC 3339", isSeenBySchema: false),
        ]
        + ["", "h", "24", "24 h", "24H", "1.5h", "-1h", "+1h", "1w", "1h30m", "tomorrow", "9999999m"].map {
            document(
                #"{"version":1,"expiresAfter":"\#($0)","slides":[{}]}"#, "$.expiresAfter", .badValue,
                "such as 24h")
        }
        + ["", "8", "MB", "8 MB", "8mb", "8M", "-8MB", "1e3MB", ".5MB", "8.MB", "eight"].map {
            document(
                #"{"version":1,"maxSize":"\#($0)","slides":[{}]}"#, "$.maxSize", .badValue, "such as 8MB")
        }

    private static func publishAt(
        _ time: String, _ remedy: String, isSeenBySchema: Bool = true
    ) -> MalformedStory {
        document(
            #"{"version":1,"publishAt":"\#(time)","slides":[{}]}"#, "$.publishAt", .badValue, remedy,
            isSeenBySchema: isSeenBySchema)
    }
}
