import Testing

@testable import Story

@Suite struct MalformedStoryTests {
    @Test("There are at least a hundred malformed stories, and no two are the same")
    func enough() {
        #expect(Set(MalformedStory.all.map(\.bytes)).count == MalformedStory.all.count)
        #expect(MalformedStory.all.count > 200)
    }

    @Test(
        "A fault is reported once, with its place, its rule and what would be right",
        arguments: MalformedStory.all)
    func reports(story: MalformedStory) throws {
        let error = try #require(throws: StoryDocumentError.self) { try StoryDocument(json: story.bytes) }
        #expect(error.problems.map(\.path) == [story.path])
        let problem = error.problems[0]
        #expect(problem.rule == story.rule)
        #expect(problem.description.contains(story.remedy), "\(problem)")
        #expect((problem.line != nil) == (story.rule == .syntax))
    }

    @Test("The faults of many overlays are all reported at once")
    func allAtOnce() throws {
        let prefix = #"{"version":1,"slides":[{"overlays":["#
        let overlays = MalformedStory.all.compactMap { story -> (text: Substring, path: Substring)? in
            let text = String(decoding: story.bytes, as: UTF8.self)
            guard text.hasPrefix(prefix), text.hasSuffix("}]}]}"), story.path.contains("overlays[0]."),
                text.utf8.count < 1000
            else { return nil }
            return (
                text.dropFirst(prefix.count).dropLast(4),
                story.path.dropFirst("$.slides[0].overlays[0]".count)
            )
        }
        #expect(overlays.count > 80)
        for start in stride(from: 0, to: overlays.count, by: StoryLimits.overlaysPerSlide) {
            let some = overlays[start..<min(start + StoryLimits.overlaysPerSlide, overlays.count)]
            let text = prefix + some.map(\.text).joined(separator: ",") + "]}]}"
            let error = try #require(throws: StoryDocumentError.self) {
                try StoryDocument(json: Array(text.utf8))
            }
            #expect(
                error.problems.map(\.path)
                    == some.enumerated().map { "$.slides[0].overlays[\($0)]\($1.path)" })
        }
    }
}
