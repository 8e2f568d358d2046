/// A part of a story that is filled in later.
public struct TemplateVariable: Hashable, Sendable {
    /// What values the variable takes.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// Words, drawn as they are. They are never markup, and `{{` in them has no meaning.
        case text
        /// `#rgb`, `#rrggbb` or `#rrggbbaa`.
        case color
        /// The name of a file.
        case file
        case number
    }

    /// 1 to 64 letters, digits and underscores, the first not a digit.
    public var name: String
    public var kind: Kind
    /// The value if none is given; nil if one must be given.
    public var standard: TemplateValue?
    /// The least and the greatest number; nil for any number.
    public var range: ClosedRange<Double>?
    /// The most Unicode scalars of a text; nil for as many as a text may have.
    public var maximumLength: Int?
    /// What the variable is for, for the person or program that fills it in; nil if the template does not say.
    public var label: String?

    public init(
        name: String, kind: Kind, standard: TemplateValue? = nil, range: ClosedRange<Double>? = nil,
        maximumLength: Int? = nil, label: String? = nil
    ) {
        self.name = name
        self.kind = kind
        self.standard = standard
        self.range = range
        self.maximumLength = maximumLength
        self.label = label
    }

    /// Whether a name can be a variable's.
    static func isName(_ text: some StringProtocol) -> Bool {
        guard let first = text.utf8.first, text.utf8.count <= 64 else { return false }
        func isLetter(_ byte: UInt8) -> Bool {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
        }
        return isLetter(first)
            && text.utf8.allSatisfy { isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// The names that a variable may have, for errors.
    static let allowedNames = "1 to 64 letters, digits and underscores, the first not a digit"
}

/// The value of a variable.
public enum TemplateValue: Hashable, Sendable {
    case text(String)
    case color(Color)
    case file(String)
    case number(Double)

    /// The value as a story document writes it.
    var json: JSONValue {
        switch self {
        case .text(let text), .file(let text): .string(text)
        case .color(let color): .string(color.hex)
        case .number(let number): .number(number)
        }
    }

    /// The value as a part of a longer text.
    public var text: String {
        switch self {
        case .text(let text), .file(let text): text
        case .color(let color): color.hex
        case .number(let number): JSONValue.text(of: number)
        }
    }
}
