import Testing

@testable import Story

private func document(media: String = #"{"src":"a.mov"}"#, overlay members: String? = nil) -> [UInt8] {
    let overlay = members.map { #"{"type":"text","text":"a",\#($0)}"# } ?? ""
    return Array(#"{"version":1,"slides":[{"media":\#(media),"overlays":[\#(overlay)]}]}"#.utf8)
}

private func problems(_ json: [UInt8]) -> [StoryProblem] {
    do {
        _ = try StoryDocument(json: json)
        return []
    } catch {
        return error.problems
    }
}

@Suite struct MotionDocumentTests {
    @Test("An animation's name stands for the animation with its defaults")
    func readsNames() throws {
        let short = #""enter":"pop","cycle":"wiggle","exit":"fade""#
        let long = #""enter":{"animation":"pop"},"cycle":{"animation":"wiggle"},"exit":{"animation":"fade"}"#
        #expect(
            try StoryDocument(json: document(overlay: short)) == StoryDocument(json: document(overlay: long)))
    }

    @Test(
        "Keyframes, animations and camera moves are read as written, and written as read"
    )
    func readsMotion() throws {
        let members = """
            "x": [{"time": 0, "value": 0.1}, {"time": 1.5, "value": 0.9, "easing": "bounce"}],
            "y": 0.3, "scale": [{"time": 0, "value": 0}, {"time": 0.5, "value": 1.2, "easing": "elastic"}],
            "rotation": [{"time": 2, "value": 720, "easing": "easeInOut"}],
            "opacity": [{"time": 0, "value": 0.5, "easing": "hold"}],
            "enter": {"animation": "typewriter", "duration": 2, "by": "word"},
            "cycle": {"animation": "heartbeat", "period": 0.9, "amount": 2},
            "exit": {"animation": "slideLeft", "duration": 0.4, "easing": "easeIn"}
            """
        let media = #"""
            {"src":"a.mov","motion":{"type":"kenBurns","from":{"x":0.2,"y":0.3,"scale":2},
             "to":{"scale":1.5},"easing":"linear"}}
            """#
        let story = try StoryDocument(json: document(media: media, overlay: members))
        let slide = try #require(story.slides.first)
        guard case .text(let text) = slide.overlays[0] else {
            Issue.record("not a text")
            return
        }
        #expect(
            text.placement
                == Placement(
                    x: .keyframes([
                        Keyframe(time: 0, value: 0.1), Keyframe(time: 1.5, value: 0.9, easing: .bounce),
                    ]),
                    y: 0.3, width: 0.8,
                    scale: .keyframes([
                        Keyframe(time: 0, value: 0), Keyframe(time: 0.5, value: 1.2, easing: .elastic),
                    ]),
                    rotation: .keyframes([Keyframe(time: 2, value: 720, easing: .easeInOut)])))
        #expect(
            text.presence
                == Presence(
                    opacity: .keyframes([Keyframe(time: 0, value: 0.5, easing: .hold)]),
                    enter: Transition(.typewriter, duration: 2, unit: .word),
                    cycle: Cycle(.heartbeat, period: 0.9, amount: 2),
                    exit: Transition(.slideLeft, duration: 0.4, easing: .easeIn)))
        #expect(
            slide.media.motion
                == Motion(
                    CameraMove(
                        from: .init(x: 0.2, y: 0.3, scale: 2), to: .init(scale: 1.5), easing: .linear)))
        let text2 = story.canonicalJSON
        #expect(try StoryDocument(json: Array(text2.utf8)) == story)
        #expect(try StoryDocument(json: Array(text2.utf8)).canonicalJSON == text2)
    }

    @Test(
        "A direction names a camera move, and without one the camera moves into the picture",
        arguments: [
            (#""kenBurns""#, CameraMove(.in)), (#"{"type":"kenBurns"}"#, CameraMove(.in)),
            (#"{"type":"kenBurns","direction":"left","easing":"ease"}"#, CameraMove(.left, easing: .ease)),
            (#"{"type":"none"}"#, nil), (#""none""#, nil),
        ] as [(String, CameraMove?)])
    func directions(motion: String, move: CameraMove?) throws {
        let story = try StoryDocument(json: document(media: #"{"src":"a","motion":\#(motion)}"#))
        #expect(story.slides.first?.media.motion == Motion(move))
        #expect(try StoryDocument(json: Array(story.canonicalJSON.utf8)) == story)
    }

    @Test(
        "Every error in keyframes names its place",
        arguments: [
            (#""x":"left""#, "x", "got \"left\"; allowed: a number from -1 to 2, or 1 to 100 keyframes"),
            (#""x":3"#, "x", "got 3; allowed: a number from -1 to 2, or 1 to 100 keyframes"),
            (#""y":[]"#, "y", "got an array of 0; allowed: a number from -1 to 2, or 1 to 100 keyframes"),
            (#""scale":[1]"#, "scale[0]", "got 1; allowed: an object"),
            (#""scale":[{"value":1}]"#, "scale[0].time", "missing; allowed: a number from 0 to 14400"),
            (#""scale":[{"time":0}]"#, "scale[0].value", "missing; allowed: a number from 0 to 8"),
            (
                #""opacity":[{"time":0,"value":0},{"time":0,"value":1}]"#, "opacity[1].time",
                "got 0; allowed: more than 0, the time of the keyframe before"
            ),
            (
                #""opacity":[{"time":0,"value":0,"easing":"easeout"}]"#, "opacity[0].easing",
                #"got "easeout"; did you mean "easeOut"?"#
            ),
            (
                #""rotation":[{"time":0,"value":0,"easng":"linear"}]"#, "rotation[0].easng",
                #"unknown key "easng"; did you mean "easing"?"#
            ),
            (
                #""cycle":{"animation":"blink","period":0.2}"#, "cycle.period",
                "got 0.2; allowed: at least 0.34 for blink, since more than three flashes a second can cause "
                    + "seizures"
            ),
            (
                #""enter":{"animation":"slideup"}"#, "enter.animation",
                #"got "slideup"; did you mean "slideUp"?"#
            ),
            (
                #""exit":{"animation":"fade","by":"word"}"#, "exit.by",
                #"got "word" with "fade"; allowed: by with the animation typewriter only"#
            ),
        ])
    func keyframeProblems(member: String, path: String, sentence: String) {
        #expect(
            problems(document(overlay: member)).map(\.description) == [
                "$.slides[0].overlays[0].\(path): \(sentence)"
            ])
    }

    @Test("A typewriter is refused if there are no letters to write")
    func typewriterOfSticker() {
        let json = #"""
            {"version":1,"slides":[{"media":{"src":"a"},"overlays":[
              {"type":"sticker","src":"a.png","enter":{"animation":"typewriter"}}]}]}
            """#
        let found = problems(Array(json.utf8))
        #expect(found.map(\.path) == ["$.slides[0].overlays[0].enter.animation"])
        #expect(found.first?.allowed.contains("wipe") == true)
    }

    @Test(
        "Every error in a camera move names its place",
        arguments: [
            (#""kenburns""#, "motion: got \"kenburns\"; did you mean \"kenBurns\"?"),
            ("1", "motion: got 1; allowed: none, kenBurns or an object"),
            (
                #"{"type":"kenBurns","from":{"scale":2}}"#,
                "motion.to: missing; allowed: the view where the move ends"
            ),
            (
                #"{"type":"kenBurns","direction":"in","to":{"scale":2}}"#,
                #"motion.direction: got "in" together with from and to; allowed: "#
                    + "either a direction, or the views from and to"
            ),
            (
                #"{"type":"kenBurns","to":{"scale":9}}"#,
                "motion.to.scale: got 9; allowed: a number from 1 to 3"
            ),
        ])
    func moveProblems(motion: String, sentence: String) {
        #expect(
            problems(document(media: #"{"src":"a","motion":\#(motion)}"#)).map(\.description) == [
                "$.slides[0].media.\(sentence)"
            ])
    }
}
