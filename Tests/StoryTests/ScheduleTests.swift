import Testing

@testable import Story

@Suite struct ScheduleTests {
    @Test(
        "A story's lifetime is written in the largest unit that fits",
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

    @Test("Moment and lifetime are written out again, the moment in UTC")
    func roundTrip() throws {
        let json =
            #"{"version":1,"slides":[{}],"publishAt":"2026-12-01T10:00:00.5+01:00","expiresAfter":"24h"}"#
        let document = try StoryDocument(json: Array(json.utf8))
        #expect(document.canonicalJSON.contains(#""publishAt":"2026-12-01T09:00:00Z""#))
        #expect(document.canonicalJSON.contains(#""expiresAfter":"1d""#))
        #expect(try StoryDocument(json: Array(document.canonicalJSON.utf8)) == document)
    }
}
