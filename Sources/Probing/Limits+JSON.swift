public import Story

extension Limits {
    /// The nested JSON objects, with the limits that each holds.
    static let groups = [
        ("input", LimitField.input), ("pictures", LimitField.pictures), ("work", LimitField.work),
    ]

    /// Reads limits from JSON text. An unknown key is a problem; a missing key keeps its default.
    ///
    /// ``json`` lists all names.
    ///
    /// - Throws: ``LimitsError`` with every problem of the text.
    public init(json bytes: [UInt8]) throws(LimitsError) {
        do {
            self = try ObjectReader.read(json: bytes) { reader in
                var limits = Limits()
                for field in LimitField.media { limits.read(field, &reader) }
                for (name, fields) in Self.groups {
                    let read = reader.object(name) { reader in
                        var limits = limits
                        for field in fields { limits.read(field, &reader) }
                        return limits
                    }
                    limits = read ?? limits
                }
                return limits
            }
        } catch {
            throw LimitsError(problems: error.problems)
        }
    }

    private mutating func read(_ field: LimitField, _ reader: inout ObjectReader) {
        switch field.value {
        case .integer(let path):
            // FFmpeg counts pixels, streams and samples in 32 bits; bytes of memory need more.
            let most = field.least > 1 << 20 ? 1 << 40 : Int(Int32.max)
            if let value = reader.integer(field.name, in: field.least...most) { self[keyPath: path] = value }
        case .bytes(let path):
            if let value = reader.integer(field.name, in: 1...(1 << 40)) {
                self[keyPath: path] = Int64(value)
            }
        case .number(let path):
            // 86,400 is a day in seconds, or a camera that takes that many pictures a second.
            if let value = reader.number(field.name, in: 0.1...86_400) { self[keyPath: path] = value }
        }
    }

    /// All limits as JSON text that ``init(json:)`` reads, one per line.
    public var json: String {
        let media = LimitField.media.map { "  \"\($0.name)\": \($0.text(in: self))," }
        let groups = Self.groups.map { name, fields in
            let lines = fields.map { "    \"\($0.name)\": \($0.text(in: self))" }
            return "  \"\(name)\": {\n\(lines.joined(separator: ",\n"))\n  }"
        }
        return "{\n\(media.joined(separator: "\n"))\n\(groups.joined(separator: ",\n"))\n}"
    }
}

/// All reasons why limits cannot be used.
public struct LimitsError: Error, Hashable, Sendable {
    /// At least one, each with the JSONPath of the value.
    public let problems: [StoryProblem]
}

extension LimitsError: CustomStringConvertible {
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// As the JSON text, in a string.
extension Limits: Codable {
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(json)
    }

    /// - Throws: ``LimitsError``, or a `DecodingError` for what is not a string.
    public init(from decoder: any Decoder) throws {
        try self.init(json: Array(decoder.singleValueContainer().decode(String.self).utf8))
    }
}
