import Foundation
import Testing

@testable import Story

@Suite struct ScheduleTests {
    @Test(
        "A moment counts from 1970, as another calendar does",
        arguments: [
            "1970-01-01T00:00:00Z", "2026-12-01T09:00:00Z", "2024-02-29T23:59:59Z", "2000-02-29T00:00:00Z",
            "1900-03-01T00:00:00Z", "1969-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
            "2100-03-01T12:00:00Z", "1600-12-31T00:00:00Z",
        ])
    func moments(text: String) throws {
        let time = try #require(UTCTime(text))
        #expect(time.description == text)
        // The calendar of Foundation's parser is Julian before 1582.
        guard text >= "1583" else { return }
        let date = try Date(text, strategy: .iso8601)
        #expect(time.secondsSince1970 == date.timeIntervalSince1970)
    }

    @Test("The days of 400 years follow each other")
    func days() throws {
        var last = try #require(UTCTime("1600-01-01T00:00:00Z"))
        let days: Int64 = 13 * 86_400_000
        for _ in 0..<(400 * 365 / 13) {
            let next = UTCTime(milliseconds: last.milliseconds + days)
            #expect(UTCTime(next.description) == next)
            #expect(next.description > last.description)
            last = next
        }
    }

    @Test(
        "Of a fraction of a second, the milliseconds count",
        arguments: [
            (".1", 100), (".12", 120), (".123", 123), (".1239", 123), (".000000001", 0), (".05", 50),
        ])
    func fractions(text: String, milliseconds: Int64) throws {
        let whole = try #require(UTCTime("2026-12-01T09:00:00Z"))
        let time = try #require(UTCTime("2026-12-01T09:00:00\(text)Z"))
        #expect(time.milliseconds - whole.milliseconds == milliseconds)
        #expect(UTCTime(time.description) == time)
    }

    @Test(
        "How long a story is seen is written in the largest unit that fits",
        arguments: [
            ("24h", 1440, "1d"), ("90m", 90, "90m"), ("2d", 2880, "2d"), ("120m", 120, "2h"),
            ("025h", 1500, "25h"),
        ])
    func lifetimes(text: String, minutes: Int, canonical: String) throws {
        let lifetime = try #require(Lifetime(text))
        #expect(lifetime.minutes == minutes)
        #expect(lifetime.description == canonical)
        #expect(Lifetime(canonical) == lifetime)
    }

    @Test("Both are written out again")
    func roundTrip() throws {
        let json =
            #"{"version":1,"slides":[{}],"publishAt":"2026-12-01T09:00:00.5Z","expiresAfter":"24h"}"#
        let document = try StoryDocument(json: Array(json.utf8))
        #expect(document.canonicalJSON.contains(#""publishAt":"2026-12-01T09:00:00.500Z""#))
        #expect(document.canonicalJSON.contains(#""expiresAfter":"1d""#))
        #expect(try StoryDocument(json: Array(document.canonicalJSON.utf8)) == document)
    }
}
