import Testing

@testable import Story

private func document(_ media: String) -> [UInt8] {
    Array(#"{"version":1,"slides":[{"media":{"src":"a.mov",\#(media)}}]}"#.utf8)
}

private func problems(_ media: String) -> [String] {
    do {
        _ = try StoryDocument(json: document(media))
        return []
    } catch {
        return error.problems.map(\.description)
    }
}

@Suite struct FramingDocumentTests {
    @Test("Crop, focus, zoom, turn and flip are read as written, and written as read")
    func readsFraming() throws {
        let media = #"""
            "turn": 270, "flip": "vertical", "crop": {"x": 0.1, "width": 0.8, "height": 0.5},
            "focus": {"x": [{"time": 0, "value": 0.2}, {"time": 2, "value": 0.8, "easing": "easeOut"}]},
            "zoom": [{"time": 0, "value": 1}, {"time": 3, "value": 2}]
            """#
        let story = try StoryDocument(json: document(media))
        let slide = try #require(story.slides.first)
        #expect(slide.media.turn == .left)
        #expect(slide.media.flip == .vertical)
        #expect(slide.media.framing.crop == NormalizedRect(x: 0.1, y: 0, width: 0.8, height: 0.5))
        #expect(
            slide.media.framing.focus
                == FocusPoint(
                    x: .keyframes([
                        Keyframe(time: 0, value: 0.2), Keyframe(time: 2, value: 0.8, easing: .easeOut),
                    ]), y: 0.5))
        #expect(slide.media.framing.moves)
        #expect(try StoryDocument(json: Array(story.canonicalJSON.utf8)) == story)
    }

    @Test("A crop without a width reaches to the right edge, and without a height to the bottom")
    func cropReachesTheEdges() throws {
        let story = try StoryDocument(json: document(#""crop": {"x": 0.25, "y": 0.4}"#))
        #expect(
            story.slides.first?.media.framing.crop
                == NormalizedRect(x: 0.25, y: 0.4, width: 0.75, height: 0.6))
    }

    @Test("Only quarters of a turn are accepted")
    func refusesOtherTurns() {
        #expect(problems(#""turn": 45"#) == ["$.slides[0].media.turn: got 45; allowed: 0, 90, 180, 270"])
    }

    @Test("A crop that leaves the picture is refused, with what would fit")
    func refusesCropOutside() {
        #expect(
            problems(#""crop": {"x": 0.5, "width": 0.75}"#) == [
                "$.slides[0].media.crop.width: got 0.75; allowed: at most 0.5, what x leaves of the picture"
            ])
    }

    @Test("A focus that could have no effect is refused", arguments: ["contain", "blur"])
    func refusesUselessFocus(fit: String) {
        let found = problems(#""fit": "\#(fit)", "focus": {"x": 0.7}"#)
        #expect(found.count == 1)
        #expect(
            found.first?.hasPrefix("$.slides[0].media.focus: got a focus, but fit \"\(fit)\" shows") ?? false)
        #expect(problems(#""fit": "\#(fit)", "focus": {"x": 0.7}, "zoom": 2"#) == [])
    }

    @Test(
        "Keyframes of the view are refused together with a motion, a fit that leaves borders, and a zoom out")
    func refusesMovesThatCannotBe() {
        let moves = #""focus": {"y": [{"time": 0, "value": 0}, {"time": 1, "value": 1}]}"#
        #expect(problems(moves) == [])
        #expect(problems(moves + #", "motion": "kenBurns""#).count == 1)
        #expect(problems(moves + #", "fit": "blur", "zoom": 1.5"#).count == 1)
        #expect(problems(moves + #", "zoom": 0.5"#).count == 1)
        #expect(problems(moves + #", "zoom": 4"#).count == 1)
    }
}
