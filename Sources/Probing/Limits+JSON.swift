public import Story

extension Limits {
    /// The objects that hold limits of their own, by name.
    static let groups = [
        ("input", LimitField.input), ("pictures", LimitField.pictures), ("work", LimitField.work),
    ]

    /// Reads limits from JSON text, strictly: an unknown key is a problem. What is not named stays as it
    /// is by default.
    ///
    /// ``json`` shows all names.
    ///
    /// - Throws: ``LimitsError`` with every problem of the text at once.
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
            // A day, or a camera that takes 86,400 pictures a second.
            if let value = reader.number(field.name, in: 0.1...86_400) { self[keyPath: path] = value }
        }
    }

    /// All limits as JSON text that ``init(json:)`` reads, a line for each.
    public var json: String {
        let media = LimitField.media.map { "  \"\($0.name)\": \($0.text(in: self))," }
        let groups = Self.groups.map { name, fields in
            let lines = fields.map { "    \"\($0.name)\": \($0.text(in: self))" }
            return "  \"\(name)\": {\n\(lines.joined(separator: ",\n"))\n  }"
        }
        return "{\n\(media.joined(separator: "\n"))\n\(groups.joined(separator: ",\n"))\n}"
    }
}

/// Limits that cannot be used, with every reason why.
public struct LimitsError: Error, Hashable, Sendable {
    /// At least one, each with the JSONPath of the value.
    public let problems: [StoryProblem]
}

extension LimitsError: CustomStringConvertible {
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
