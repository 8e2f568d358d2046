extension TextContent {
    /// Nil if no content is valid, which is noted as a problem.
    init?(reading reader: inout ObjectReader) {
        let text = reader.text("text")
        let runs = reader.objects("runs", count: 1...StoryLimits.textParts) { reader in
            TextRun(reading: &reader)
        }
        let words = reader.objects("words", count: 1...StoryLimits.captionWords) { reader in
            CaptionWord(reading: &reader)
        }
        let subtitles = reader.objectOrName("subtitles", limit: StoryLimits.pathBytes, as: "src") { reader in
            SubtitleFile(reading: &reader)
        }
        reader.requireOne(of: ["text", "runs", "words", "subtitles"], allowed: TextRules.allowed)
        if let text {
            self = .text(text)
        } else if !runs.isEmpty {
            TextRules.checkLength(
                runs.map(\.text).joined(), path: reader.path(of: "runs"), problems: reader.problems)
            self = .runs(runs)
        } else if !words.isEmpty {
            Self.check(words, in: reader)
            if let found = TextRules.blankness(words.map(\.text).joined()) {
                reader.note("words", .badValue, found: found, allowed: TextRules.allowed)
            }
            self = .words(words)
        } else if let subtitles {
            self = .subtitles(subtitles)
        } else {
            return nil
        }
    }

    /// Notes a problem if there are too many words, or if they are not in spoken order.
    private static func check(_ words: [CaptionWord], in reader: ObjectReader) {
        let scalars = words.reduce(0) { $0 + $1.text.unicodeScalars.count }
        if scalars > StoryLimits.captionScalars {
            reader.note(
                "words", .outOfRange, found: "\(scalars) code points",
                allowed: "at most \(StoryLimits.captionScalars)")
        }
        for index in words.indices.dropFirst() where words[index].start < words[index - 1].start {
            reader.problems.add(
                StoryProblem(
                    path: "\(reader.path(of: "words"))[\(index)].start", rule: .outOfRange,
                    found: JSONValue.number(words[index].start).summary,
                    allowed: "not before the previous word, which begins at "
                        + JSONValue.number(words[index - 1].start).summary))
        }
    }

    /// The content as a story document writes it.
    var member: JSONMember {
        switch self {
        case .text(let text): JSONMember(name: "text", value: .string(text))
        case .runs(let runs): JSONMember(name: "runs", value: .array(runs.map(\.json)))
        case .words(let words): JSONMember(name: "words", value: .array(words.map(\.json)))
        case .subtitles(let file): JSONMember(name: "subtitles", value: file.json)
        }
    }
}

extension TextRun {
    fileprivate init(reading reader: inout ObjectReader) {
        let allowed = "1 to \(StoryLimits.textScalars) code points"
        self.init(text: reader.string("text", required: true, allowed: allowed) ?? " ")
        if text.isEmpty { reader.note("text", .badValue, found: "an empty text", allowed: allowed) }
        TextRules.checkControls(text, path: reader.path(of: "text"), problems: reader.problems)
        text = TextRules.withLineFeeds(text)
        color = reader.color("color")
        font = reader.object("font") { reader in FontChange(reading: &reader) } ?? font
        background = reader.color("background")
    }

    fileprivate var json: JSONValue {
        let font = font.members
        return .object(
            [
                JSONMember(name: "text", value: .string(text)),
                color.map { JSONMember(name: "color", value: .string($0.hex)) },
                font.isEmpty ? nil : JSONMember(name: "font", value: .object(font)),
                background.map { JSONMember(name: "background", value: .string($0.hex)) },
            ].compactMap(\.self))
    }
}

extension TextRun.FontChange {
    init(reading reader: inout ObjectReader) {
        self.init()
        family = reader.name("family", limit: StoryLimits.familyBytes)
        src = reader.name("src", limit: StoryLimits.pathBytes)
        weight = reader.integer("weight", in: FontFile.weights)
        size = reader.number("size", in: 8...600)
        italic = reader.bool("italic")
        axes = reader.axes("axes")
    }

    fileprivate var members: [JSONMember] {
        [
            src.map { JSONMember(name: "src", value: .string($0)) },
            family.map { JSONMember(name: "family", value: .string($0)) },
            weight.map { JSONMember(name: "weight", value: .number(Double($0))) },
            size.map { JSONMember(name: "size", value: .number($0)) },
            italic.map { JSONMember(name: "italic", value: .bool($0)) },
            axes.map { JSONMember(name: "axes", value: $0.axesJSON) },
        ].compactMap(\.self)
    }
}
