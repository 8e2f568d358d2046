extension MentionSticker {
    init(reading reader: inout ObjectReader) {
        self.init(handle: reader.name("handle", after: "@") ?? "")
    }
}

extension HashtagSticker {
    init(reading reader: inout ObjectReader) {
        self.init(tag: reader.name("tag", after: "#") ?? "")
    }
}

extension ObjectReader {
    /// Reads a name without spaces. It may include the mark that is drawn before it.
    fileprivate mutating func name(_ key: String, after mark: Character) -> String? {
        // Far more than any platform allows.
        let longest = 100
        return word(
            key, required: true,
            allowed: "1 to \(longest) characters without spaces, with or without \"\(mark)\" before them"
        ) { text in
            let name = text.first == mark ? text.dropFirst() : Substring(text)
            let isName = name.unicodeScalars.allSatisfy {
                !$0.properties.isWhitespace && $0.properties.generalCategory != .control
            }
            guard isName, !name.unicodeScalars.allSatisfy(\.isInvisible),
                name.unicodeScalars.count <= longest, !name.contains(mark)
            else { return nil }
            return String(name)
        }
    }
}

extension LocationSticker {
    init(reading reader: inout ObjectReader) {
        self.init(
            name: reader.line("name", required: true) ?? "",
            latitude: reader.number("latitude", in: -90...90),
            longitude: reader.number("longitude", in: -180...180))
        if (latitude == nil) != (longitude == nil) {
            let missing = latitude == nil ? "latitude" : "longitude"
            reader.note(
                missing, .missingKey, found: "nothing", allowed: "latitude and longitude, or neither of them")
        }
    }

    var members: [JSONMember] {
        [
            .string("name", name), latitude.map { .number("latitude", $0) },
            longitude.map { .number("longitude", $0) },
        ].compactMap(\.self)
    }
}

extension LinkSticker {
    init(reading reader: inout ObjectReader) {
        let url = reader.word(
            "url", required: true,
            allowed:
                "a web address of at most \(StoryLimits.addressBytes) bytes without spaces, such as "
                + "\"https://example.com\""
        ) { text in
            let isPlain = text.unicodeScalars.allSatisfy {
                !$0.properties.isWhitespace && $0.properties.generalCategory != .control
            }
            let fits = text.utf8.count <= StoryLimits.addressBytes
            return isPlain && fits && LinkSticker(url: text).host != nil ? text : nil
        }
        self.init(url: url ?? "", label: reader.line("label"))
    }

    var members: [JSONMember] {
        [.string("url", url), label.map { .string("label", $0) }].compactMap(\.self)
    }
}

extension MusicSticker {
    init(reading reader: inout ObjectReader) {
        self.init(
            title: reader.line("title", required: true) ?? "",
            artist: reader.line("artist", required: true) ?? "",
            cover: reader.name("cover", limit: StoryLimits.pathBytes))
    }

    var members: [JSONMember] {
        [.string("title", title), .string("artist", artist), cover.map { .string("cover", $0) }]
            .compactMap(\.self)
    }
}
