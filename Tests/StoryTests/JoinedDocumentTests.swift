import Testing

@testable import Story

@Suite struct JoinedDocumentTests {
    private static func story(_ transition: String, joined: String = #""joined":true,"#) -> String {
        #"{"version":1,\#(joined)"slides":[{},{"media":{"src":"b.jpg"},"transition":\#(transition)}]}"#
    }

    private static func problem(_ json: String) -> StoryProblem? {
        do throws(StoryDocumentError) {
            _ = try StoryDocument(json: Array(json.utf8))
            return nil
        } catch {
            return error.problems.count == 1 ? error.problems[0] : nil
        }
    }

    @Test("A transition is a word, or an object that says how long it takes and how it moves")
    func readsTransitions() throws {
        for (written, meant) in [
            (#""fade""#, SlideTransition(.fade, duration: 0.5)),
            (#""cut""#, SlideTransition(.cut)),
            (#"{"kind":"slideLeft"}"#, SlideTransition(.slideLeft)),
            (
                #"{"kind":"wipeUp","duration":1.5,"easing":"easeOut"}"#,
                SlideTransition(.wipeUp, duration: 1.5, easing: .easeOut)
            ),
        ] {
            let document = try StoryDocument(json: Array(Self.story(written).utf8))
            #expect(document.isJoined)
            #expect(document.slides.map(\.transition) == [nil, meant])
            #expect(try StoryDocument(json: Array(document.canonicalJSON.utf8)) == document)
        }
        let plain = try StoryDocument(json: Array(#"{"version":1,"slides":[{}]}"#.utf8))
        #expect(!plain.isJoined)
    }

    @Test("Fades change evenly and moves start and end at rest, unless the story says otherwise")
    func paces() {
        for kind in SlideTransition.Kind.allCases {
            let moves = kind.rawValue.hasPrefix("slide") || kind.rawValue.hasPrefix("wipe")
            #expect(SlideTransition(kind).pace == (moves ? .easeInOut : .linear))
            #expect(SlideTransition(kind, easing: .bounce).pace == .bounce)
        }
    }

    @Test(
        "A transition between slides that are not joined is a problem with a remedy, unless the caller joins them"
    )
    func needsJoining() throws {
        for joined in ["", #""joined":false,"#] {
            let json = Self.story(#""fade""#, joined: joined)
            let problem = try #require(Self.problem(json))
            #expect(problem.path == "$.slides[1].transition")
            #expect(problem.description.contains(#""joined": true"#))
            #expect(try StoryReading(json: Array(json.utf8), joining: true).document.isJoined)
        }
    }

    @Test("The first slide has no transition, because nothing comes before it")
    func refusesFirst() throws {
        let json = #"{"version":1,"joined":true,"slides":[{"transition":"cut"},{"media":{"src":"b.jpg"}}]}"#
        let problem = try #require(Self.problem(json))
        #expect(problem.path == "$.slides[0].transition")
        #expect(problem.description.contains("after it"))
    }

    @Test("A transition refuses an easing that goes beyond its two pictures")
    func refusesOvershoot() throws {
        for easing in Easing.allCases {
            let reached = stride(from: 0, through: 1, by: 0.01).map { easing.progress(at: $0) }
            let keeps = reached.allSatisfy { (-1e-9...1 + 1e-9).contains($0) } && easing != .hold
            let problem = Self.problem(Self.story(#"{"kind":"fade","easing":"\#(easing.rawValue)"}"#))
            #expect((problem == nil) == keeps, "\(easing)")
            #expect(problem.map { $0.path == "$.slides[1].transition.easing" } ?? true)
        }
    }
}
