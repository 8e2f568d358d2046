extension ObjectReader {
    /// A moment in UTC.
    mutating func time(_ name: String) -> UTCTime? {
        let allowed = "a time in UTC such as 2026-12-01T09:00:00Z"
        if records(name, .string(StringShape(allowed: allowed, pattern: UTCTime.pattern))) { return nil }
        guard let text = string(name, allowed: allowed) else { return nil }
        if let time = UTCTime(text) { return time }
        // Who has left the zone out means this one mostly.
        let withZone = UTCTime(text + "Z").map { JSONValue.string("\($0)").summary }
        note(
            name, .badValue, found: JSONValue.string(text).summary, allowed: allowed, suggestion: withZone)
        return nil
    }

    /// How long something holds.
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
