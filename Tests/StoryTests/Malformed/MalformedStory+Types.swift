import Story

extension MalformedStory {
    /// Values of another type than the key's.
    static let types: [MalformedStory] = [
        document(#"{"version":"1","slides":[{}]}"#, "$.version", .wrongType, "allowed: 1"),
        document(#"{"version":1.5,"slides":[{}]}"#, "$.version", .wrongType, "allowed: 1"),
        document(#"{"version":true,"slides":[{}]}"#, "$.version", .wrongType, "allowed: 1"),
        document(#"{"version":1,"preset":1,"slides":[{}]}"#, "$.preset", .wrongType, "tiktok-story"),
        document(#"{"version":1,"publishAt":0,"slides":[{}]}"#, "$.publishAt", .wrongType, "RFC 3339"),
        document(#"{"version":1,"expiresAfter":24,"slides":[{}]}"#, "$.expiresAfter", .wrongType, "24h"),
        media(#""src":null"#, ".src", .wrongType, "4095 bytes"),
        media(#""src":["a"]"#, ".src", .wrongType, "4095 bytes"),
        media(#""start":"3""#, ".start", .wrongType, "a number from 0"),
        media(#""start":null"#, ".start", .wrongType, "a number from 0"),
        media(#""duration":"15s""#, ".duration", .wrongType, "a number from 0.1"),
        media(#""duration":false"#, ".duration", .wrongType, "a number from 0.1"),
        media(#""fit":true"#, ".fit", .wrongType, "cover"),
        media(#""volume":"loud""#, ".volume", .wrongType, "a number from 0"),
        overlay(#""type":1"#, ".type", .wrongType, "text, sticker"),
        overlay(#""type":"sticker","src":7"#, ".src", .wrongType, "4095 bytes"),
        overlay(#""type":"sticker","src":"a.gif","loop":"yes""#, ".loop", .wrongType, "true or false"),
        overlay(#""type":"sticker","src":"a.gif","loop":1"#, ".loop", .wrongType, "true or false"),
        text(#""color":16777215"#, ".color", .wrongType, "#rrggbb"),
        text(#""color":[255,0,0]"#, ".color", .wrongType, "#rrggbb"),
        text(#""font":72"#, ".font", .wrongType, "object"),
        text(#""font":{"weight":"bold"}"#, ".font.weight", .wrongType, "a whole number from 1 to 1000"),
        text(#""font":{"weight":400.5}"#, ".font.weight", .wrongType, "a whole number from 1 to 1000"),
        text(#""font":{"family":["Inter"]}"#, ".font.family", .wrongType, "255 bytes"),
        text(#""font":{"size":"72px"}"#, ".font.size", .wrongType, "a number from 8 to 600"),
        text(#""background":7"#, ".background", .wrongType, "object"),
        text(#""align":{}"#, ".align", .wrongType, "left, center, right"),
        text(#""end":"5""#, ".end", .wrongType, "a number from 0"),
        text(#""shadow":{"blur":null}"#, ".shadow.blur", .wrongType, "a number from 0"),
        text(#""outline":{"width":[]}"#, ".outline.width", .wrongType, "a number from 0"),
        text(#""enter":{"animation":7}"#, ".enter.animation", .wrongType, "none, fade, pop"),
        text(#""exit":7"#, ".exit", .wrongType, "or an object"),
    ]
}
