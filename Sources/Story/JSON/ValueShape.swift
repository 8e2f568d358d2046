/// The values that a reader accepts for a member.
indirect enum ValueShape: Hashable {
    /// Any value; `allowed` says in words what would be right.
    case any(allowed: String)
    case bool
    case integer(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    /// One of some numbers.
    case numbers([Double])
    case string(StringShape)
    /// One of some words. The reader takes `others` for one of them, with a warning.
    case words([String], others: [String])
    case object(ObjectShape)
    case objects(ObjectShape, count: ClosedRange<Int>)
    case array(ValueShape, count: ClosedRange<Int>)
    /// An object whose members have names of the author's choice.
    case table(ValueShape, keys: StringShape, most: Int)
    case either([ValueShape])
}

/// The strings that a reader accepts.
struct StringShape: Hashable {
    /// What would be right, in words.
    var allowed: String
    /// In Unicode scalars, as JSON Schema counts them.
    var length: ClosedRange<Int>?
    /// An ECMA-262 regular expression that every accepted string matches.
    var pattern: String?
}

/// The objects that a reader accepts.
struct ObjectShape: Hashable {
    /// One member that the reader asks for.
    struct Member: Hashable {
        var name: String
        var isRequired: Bool
        var value: ValueShape
    }

    /// An object whose members depend on one of them, usually its `type`.
    struct Variant: Hashable {
        /// The word that selects this variant.
        var word: String
        var members: [Member]
        var alternatives: [[String]] = []
    }

    /// In the order in which they are read; empty if there are variants.
    var members: [Member]
    /// Groups of members of which exactly one must be present.
    var alternatives: [[String]] = []
    /// The member whose word selects one of the variants.
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
    /// The texts that ``init(hex:)`` accepts, and names of a brand's colours.
    static let pattern = "^(#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})|@[A-Za-z0-9_-]{1,64})$"
}
