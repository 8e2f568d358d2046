extension ObjectReader {
    /// Reads a moment and converts it to UTC, so that equal moments compare equal.
    mutating func universalMoment(_ name: String) -> Moment? {
        guard let moment = moment(name)?.told(offsetMinutes: 0) else { return nil }
        // In UTC, the first hours of year 0 may fall in the year before, which RFC 3339 cannot write.
        guard Moment(rfc3339: moment.text) == moment else {
            note(name, .outOfRange, found: moment.text, allowed: "a year from 0000 to 9999 in UTC")
            return nil
        }
        return moment
    }

    /// Reads a lifetime.
    mutating func lifetime(_ name: String) -> Lifetime? {
        let allowed = "minutes, hours or days from 1m to 365d, such as 24h"
        if records(name, .string(StringShape(allowed: allowed, pattern: Lifetime.pattern))) { return nil }
        guard let text = string(name, allowed: allowed) else { return nil }
        let found = JSONValue.string(text).summary
        guard let lifetime = Lifetime(text) else {
            note(name, .badValue, found: found, allowed: allowed)
            return nil
        }
        guard Lifetime.range.contains(lifetime.minutes) else {
            note(name, .outOfRange, found: found, allowed: allowed)
            return nil
        }
        return lifetime
    }
}
