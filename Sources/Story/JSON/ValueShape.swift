/// What a reader takes as the value of a member.
indirect enum ValueShape: Hashable {
    /// Anything; in words, what would be right.
    case any(allowed: String)
    case bool
    case integer(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    case string(StringShape)
    /// One of some words; `others` are taken for one of them, with a warning.
    case words([String], others: [String])
    case object(ObjectShape)
    case objects(ObjectShape, count: ClosedRange<Int>)
    case array(ValueShape, count: ClosedRange<Int>)
    case either([ValueShape])
}

/// What a reader takes as a string.
struct StringShape: Hashable {
    /// In words, what would be right.
    var allowed: String
    /// In Unicode scalars, as JSON Schema counts them.
    var length: ClosedRange<Int>?
    /// A regular expression of ECMA-262 that all of them match.
    var pattern: String?
}

/// What a reader takes as an object.
struct ObjectShape: Hashable {
    /// One member that the reader asks for.
    struct Member: Hashable {
        var name: String
        var isRequired: Bool
        var value: ValueShape
    }

    /// An object whose members depend on one of them, its `type` mostly.
    struct Variant: Hashable {
        /// The word that makes it this one.
        var word: String
        var members: [Member]
        var alternatives: [[String]] = []
    }

    /// In the order in which they are read; with variants, none.
    var members: [Member]
    /// Members of which there is exactly one, by the group.
    var alternatives: [[String]] = []
    /// The member on whose word it depends, and the shape for each.
    var discriminator: String?
    var variants: [Variant] = []
}

extension StringShape {
    /// Text without the control characters of Unicode's category Cc.
    static let withoutControls = #"^[^\u0000-\u001f\u007f-\u009f]*$"#

    /// A name without control characters.
    static func name(limit: Int) -> StringShape {
        StringShape(
            allowed: "1 to \(limit) bytes of text without control characters", length: 1...limit,
            pattern: withoutControls)
    }
}

extension Color {
    /// What ``init(hex:)`` takes.
    static let pattern = "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$"
}
