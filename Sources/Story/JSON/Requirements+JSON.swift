extension Requirements {
    init(reading reader: inout ObjectReader) {
        self.init(source: reader.line("source", required: true) ?? "")
        seconds = reader.range("seconds", in: 0...StoryLimits.seconds)
        bytes = reader.bytes("bytes")
        frameRates = reader.range("frameRates", in: 0...1000)
        wantsConstantFrameRate = reader.bool("constantFrameRate") ?? false
        videoCodecs = reader.identifiers("videoCodecs")
        audioCodecs = reader.identifiers("audioCodecs")
        leastWidth = reader.integer("leastWidth", in: Self.sides)
        leastHeight = reader.integer("leastHeight", in: Self.sides)
        mostWidth = reader.integer("mostWidth", in: Self.sides)
        aspects = reader.range("aspects", in: 0...100)
        keyFrameSeconds = reader.range("keyFrameSeconds", in: 0...StoryLimits.seconds)
        videoBitRate = reader.integer("videoBitRate", in: 1...1_000_000_000)
        sampleRate = reader.integer("sampleRate", in: 8_000...192_000)
        channels = reader.integer("channels", in: 1...64)
        wantsPlainContainer = reader.bool("plainContainer") ?? false
        photoBytes = reader.bytes("photoBytes")
        photoFormats = reader.identifiers("photoFormats")
    }

    private static let sides = 1...65_535

    var json: JSONValue {
        func integer(_ name: String, _ value: Int?) -> JSONMember? {
            value.map { JSONMember(name: name, value: .number(Double($0))) }
        }
        func range(_ name: String, _ value: ClosedRange<Double>?) -> JSONMember? {
            value.map { JSONMember(name: name, value: .object($0.members)) }
        }
        func identifiers(_ name: String, _ value: [String]?) -> JSONMember? {
            value.map { JSONMember(name: name, value: .array($0.map(JSONValue.string))) }
        }
        return .object(
            [
                JSONMember(name: "source", value: .string(source)),
                range("seconds", seconds),
                integer("bytes", bytes.map { Int($0) }),
                range("frameRates", frameRates),
                JSONMember(name: "constantFrameRate", value: .bool(wantsConstantFrameRate)),
                identifiers("videoCodecs", videoCodecs),
                identifiers("audioCodecs", audioCodecs),
                integer("leastWidth", leastWidth),
                integer("leastHeight", leastHeight),
                integer("mostWidth", mostWidth),
                range("aspects", aspects),
                range("keyFrameSeconds", keyFrameSeconds),
                integer("videoBitRate", videoBitRate),
                integer("sampleRate", sampleRate),
                integer("channels", channels),
                JSONMember(name: "plainContainer", value: .bool(wantsPlainContainer)),
                integer("photoBytes", photoBytes.map { Int($0) }),
                identifiers("photoFormats", photoFormats),
            ].compactMap(\.self))
    }
}

extension ClosedRange<Double> {
    fileprivate var members: [JSONMember] {
        [
            JSONMember(name: "least", value: .number(lowerBound)),
            JSONMember(name: "most", value: .number(upperBound)),
        ]
    }
}

extension ObjectReader {
    /// Reads a file size in bytes.
    mutating func bytes(_ name: String) -> Int64? {
        integer(name, in: 10_000...1_000_000_000_000).map { Int64($0) }
    }

    /// Reads two numbers, the greater one last.
    fileprivate mutating func range(_ name: String, in range: ClosedRange<Double>) -> ClosedRange<Double>? {
        let ends = object(name) { reader -> (Double, Double)? in
            let least = reader.number("least", in: range, required: true)
            let most = reader.number("most", in: range, required: true)
            guard let least, let most else { return nil }
            guard least <= most else {
                reader.note(
                    "most", .outOfRange, found: JSONValue.number(most).summary,
                    allowed: "at least least, which is \(JSONValue.number(least).summary)")
                return nil
            }
            return (least, most)
        }
        return ends.flatMap { ends in ends.map { $0...$1 } }
    }

    /// Reads the names by which programs know codecs and formats.
    fileprivate mutating func identifiers(_ name: String) -> [String]? {
        let allowed = "a name of small letters, digits, - and _"
        let shape = StringShape(allowed: allowed, pattern: "^[a-z0-9_-]+$")
        let count = 1...32
        if records(name, .array(.string(shape), count: count)) { return nil }
        return elements(name, count: count, required: false, kind: "names") { element, path, problems in
            if case .string(let text) = element, !text.isEmpty,
                text.utf8.allSatisfy({ "abcdefghijklmnopqrstuvwxyz0123456789-_".utf8.contains($0) })
            {
                return text
            }
            problems.add(
                StoryProblem(path: path, rule: .badValue, found: element.summary, allowed: allowed))
            return nil
        }
    }
}
