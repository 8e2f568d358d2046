import Story

extension MalformedStory {
    /// Unknown and duplicate keys.
    static let keys: [MalformedStory] = [
        document(
            #"{"version":1,"presett":"story","slides":[{}]}"#, "$.presett", .unknownKey,
            #"did you mean "preset"?"#),
        document(#"{"version":1,"slide":1,"slides":[{}]}"#, "$.slide", .unknownKey, "preset"),
        document(#"{"version":1,"Preset":"story","slides":[{}]}"#, "$.Preset", .unknownKey, #""preset""#),
        document(#"{"version":1,"fps":30,"slides":[{}]}"#, "$.fps", .unknownKey, "version, preset, fonts"),
        document(#"{"version":1,"":1,"slides":[{}]}"#, #"$[""]"#, .unknownKey, "version, preset"),
        document(#"{"version":1,"a b":1,"slides":[{}]}"#, #"$["a b"]"#, .unknownKey, "version, preset"),
        document(#"{"version":1,"$ref":"x","slides":[{}]}"#, #"$["$ref"]"#, .unknownKey, "version, preset"),
        document(
            #"{"version":1,"clips":[{}],"slides":[{}]}"#, "$.clips", .doubleKey, "only one of slides, clips"),
        document(
            #"{"version":1,"publish_at":"2026-12-01T09:00:00Z","publishAt":"2026-12-01T09:00:00Z","slides":[{}]}"#,
            "$.publish_at", .doubleKey, "only one of publishAt, publish_at"),
        document(
            #"{"version":1,"slides":[{"overlays":[],"layers":[]}]}"#, "$.slides[0].layers", .doubleKey,
            "only one of overlays, layers"),
        media(#""source":"a","path":"b""#, ".source", .doubleKey, "only one of path, source"),
        media(#""start":1,"from":1"#, ".from", .doubleKey, "only one of start, from"),
        media(#""volum":1"#, ".volum", .unknownKey, #"did you mean "volume"?"#),
        media(#""durration":1"#, ".durration", .unknownKey, #"did you mean "duration"?"#),
        media(#""strat":1"#, ".strat", .unknownKey, #"did you mean "start"?"#),
        media(#""path":7"#, ".path", .wrongType, "4095 bytes"),
        text(##""colour":"#fff""##, ".colour", .unknownKey, #"did you mean "color"?"#),
        text(#""fontSize":72"#, ".fontSize", .unknownKey, #"did you mean "font.size"?"#),
        text(#""font_size":72"#, ".font_size", .unknownKey, #"did you mean "font.size"?"#),
        text(#""fontsize":72"#, ".fontsize", .unknownKey, #"did you mean "font.size"?"#),
        text(#""font-size":72"#, #"["font-size"]"#, .unknownKey, #"did you mean "font.size"?"#),
        text(#""fontFamily":"Inter""#, ".fontFamily", .unknownKey, #"did you mean "font.family"?"#),
        text(#""fontWeight":700"#, ".fontWeight", .unknownKey, #"did you mean "font.weight"?"#),
        text(##""textColor":"#fff""##, ".textColor", .unknownKey, #"did you mean "color"?"#),
        text(#""fontcolor":"white""#, ".fontcolor", .unknownKey, #"did you mean "color"?"#),
        text(
            ##""backgroundColor":"#000""##, ".backgroundColor", .unknownKey,
            #"did you mean "background.color"?"#),
        text(#""borderRadius":8"#, ".borderRadius", .unknownKey, #"did you mean "background.radius"?"#),
        text(#""strokeWidth":3"#, ".strokeWidth", .unknownKey, #"did you mean "outline.width"?"#),
        text(#""fadeIn":1"#, ".fadeIn", .unknownKey, #"did you mean "enter"?"#),
        text(#""textAlign":"left""#, ".textAlign", .unknownKey, #"did you mean "align"?"#),
        text(#""stroke":{"width":51}"#, ".stroke.width", .outOfRange, "0 to 50"),
        text(#""in":{"animation":"popp"}"#, ".in.animation", .badValue, #"did you mean "pop"?"#),
        text(#""in":{"animation":"pop"},"enter":{"animation":"pop"}"#, ".in", .doubleKey, "only one of"),
        text(#""font":{"sizes":7}"#, ".font.sizes", .unknownKey, #"did you mean "size"?"#),
        text(#""enter":{"animation":"pop","duraton":1}"#, ".enter.duraton", .unknownKey, #""duration""#),
        overlay(#""type":"sticker","src":"a.png","text":"Hi""#, ".text", .unknownKey, "src"),
        overlay(#""type":"sticker","source":"a.png","src":"a.png""#, ".source", .doubleKey, "only one of"),
    ]
}
