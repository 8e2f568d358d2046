/// One emoji, large.
public struct EmojiSticker: Hashable, Sendable, Codable {
    public var emoji: String

    public init(emoji: String) { self.emoji = emoji }
}

/// An arrow that says where to tap.
public struct ArrowSticker: Hashable, Sendable, Codable {
    public enum Direction: String, Hashable, Sendable, Codable, CaseIterable {
        case up, down, left, right
    }

    public var direction: Direction
    /// Beside the arrow; nil for nothing.
    public var label: String?

    public init(direction: Direction, label: String? = nil) {
        self.direction = direction
        self.label = label
    }
}

/// What is left of the time until something happens.
///
/// A picture does not tick: it shows what is left at one moment, or, where the story names none, when the
/// time is over.
public struct CountdownSticker: Hashable, Sendable, Codable {
    public var title: String
    public var endsAt: Moment
    /// The moment at which the story is seen; nil to show ``endsAt`` itself.
    public var at: Moment?

    public init(title: String, endsAt: Moment, at: Moment? = nil) {
        self.title = title
        self.endsAt = endsAt
        self.at = at
    }
}

/// The time of the day, the date or the day of the week.
public struct TimeSticker: Hashable, Sendable, Codable {
    public enum Format: String, Hashable, Sendable, Codable, CaseIterable {
        /// 24 hours.
        case time
        /// With the month's English name.
        case date
        /// In English.
        case weekday
    }

    public var format: Format
    /// The story names it, since the same story must be the same at any time.
    public var at: Moment

    public init(format: Format, at: Moment) {
        self.format = format
        self.at = at
    }
}
