extension SubtitleFile {
    /// Up to an hour, for media cut from a longer programme.
    private static let offsets = -3600.0...3600.0

    init(reading reader: inout ObjectReader) {
        self.init(src: reader.name("src", limit: StoryLimits.pathBytes, required: true) ?? "")
        offset = reader.number("offset", in: Self.offsets) ?? offset
    }

    var json: JSONValue {
        .object([
            JSONMember(name: "src", value: .string(src)),
            JSONMember(name: "offset", value: .number(offset)),
        ])
    }
}
