/// One emoji, large.
public struct EmojiSticker: Hashable, Sendable, Codable {
    public var emoji: String

    public init(emoji: String) { self.emoji = emoji }
}

/// An arrow that shows where to tap.
public struct ArrowSticker: Hashable, Sendable, Codable {
    public enum Direction: String, Hashable, Sendable, Codable, CaseIterable {
        case up, down, left, right
    }

    public var direction: Direction
    /// The text beside the arrow; nil for none.
    public var label: String?

    public init(direction: Direction, label: String? = nil) {
        self.direction = direction
        self.label = label
    }
}

/// The time that is left until an event.
///
/// A picture does not tick: it shows the time left at one moment. If the story names no moment, it shows when the event
/// happens.
public struct CountdownSticker: Hashable, Sendable, Codable {
    public var title: String
    public var endsAt: Moment
    /// The moment from which to count; nil to show ``endsAt`` itself.
    public var at: Moment?

    public init(title: String, endsAt: Moment, at: Moment? = nil) {
        self.title = title
        self.endsAt = endsAt
        self.at = at
    }
}

/// The time of day, the date or the day of the week.
public struct TimeSticker: Hashable, Sendable, Codable {
    public enum Format: String, Hashable, Sendable, Codable, CaseIterable {
        /// On a 24-hour clock.
        case time
        /// With the month's English name.
        case date
        /// In English.
        case weekday
    }

    public var format: Format
    /// The moment to show. The story names it, so that the result does not depend on when the story is made.
    public var at: Moment

    public init(format: Format, at: Moment) {
        self.format = format
        self.at = at
    }
}
