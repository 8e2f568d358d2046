import Testing

@testable import Story

private func document(_ slide: String) -> [UInt8] { Array(#"{"version":1,"slides":[{\#(slide)}]}"#.utf8) }

private func problems(_ slide: String) -> [String] {
    do {
        _ = try StoryDocument(json: document(slide))
        return []
    } catch {
        return error.problems.map(\.description)
    }
}

@Suite struct BackgroundDocumentTests {
    @Test(
        "Backgrounds are read as written, and written as read",
        arguments: [
            (##""#f06""##, Background.color(Color(red: 255, green: 0, blue: 102))),
            (##"{"color": "#00000080"}"##, .color(Color(red: 0, green: 0, blue: 0, alpha: 128))),
            (
                ##"{"gradient": {"colors": ["#000", "#fff"], "angle": 135}}"##,
                .gradient(BackgroundGradient(colors: [.black, .white], angle: 135))
            ),
            (
                ##"{"gradient": {"type": "radial", "colors": ["#000", "#fff"], "stops": [0.2, 0.6], "y": 0}}"##,
                .gradient(
                    BackgroundGradient(
                        shape: .radial,
                        stops: [.init(color: .black, at: 0.2), .init(color: .white, at: 0.6)], y: 0))
            ),
            (#"{"src": "paper.jpg"}"#, .picture(BackgroundPicture(src: "paper.jpg"))),
            (
                #"{"src": "dots.png", "fit": "tile", "width": 0.1}"#,
                .picture(BackgroundPicture(src: "dots.png", fit: .tile, width: 0.1))
            ),
        ])
    func readsBackgrounds(text: String, background: Background) throws {
        let story = try StoryDocument(json: document(#""background": \#(text)"#))
        #expect(story.slides.first?.background == background)
        #expect(story.slides.first?.isWithoutMedia ?? false)
        #expect(try StoryDocument(json: Array(story.canonicalJSON.utf8)) == story)
    }

    @Test("A gradient whose angle has keyframes moves")
    func gradientMoves() throws {
        let turning = ##""angle": [{"time": 0, "value": 0}, {"time": 2, "value": 360}]"##
        let story = try StoryDocument(
            json: document(##""background": {"gradient": {"colors": ["#000", "#fff"], \##(turning)}}"##))
        #expect(story.slides.first?.background?.moves ?? false)
    }

    @Test("A later slide needs media or a background")
    func laterSlideNeedsSomething() throws {
        let two = #"{"version":1,"slides":[{"media":{"src":"a.mov"}},{"overlays":[]}]}"#
        #expect(throws: StoryDocumentError.self) { try StoryDocument(json: Array(two.utf8)) }
        let coloured = ##"{"version":1,"slides":[{"media":{"src":"a.mov"}},{"background":"#fff"}]}"##
        #expect(try StoryDocument(json: Array(coloured.utf8)).slides.count == 2)
    }

    @Test("The picture of a background is one of the story's files")
    func namesFile() throws {
        let story = try StoryDocument(json: document(#""background": {"src": "paper.jpg"}"#))
        #expect(story.files == [FileReference(src: "paper.jpg", path: "$.slides[0].background.src")])
    }

    @Test(
        "What would have no effect in a background is refused",
        arguments: [
            (##""background": {"color": "#fff", "src": "a.png"}"##, "$.slides[0].background.src"),
            (##""background": {"color": "#fff", "fit": "tile"}"##, "$.slides[0].background.fit"),
            (#""background": {"src": "a.png", "width": 0.2}"#, "$.slides[0].background.width"),
            (
                ##""background": {"gradient": {"type": "radial", "colors": ["#fff", "#000"], "angle": 9}}"##,
                "$.slides[0].background.gradient.angle"
            ),
            (
                ##""background": {"gradient": {"colors": ["#fff", "#000"], "x": 0.2}}"##,
                "$.slides[0].background.gradient.x"
            ),
            (
                ##""background": {"gradient": {"colors": ["#fff", "#000"], "stops": [0.5, 0.2]}}"##,
                "$.slides[0].background.gradient.stops"
            ),
            (
                ##""background": "#fff", "media": {"src": "a.mov", "fit": "cover"}"##,
                "$.slides[0].background"
            ),
        ])
    func refusesUseless(slide: String, path: String) {
        let found = problems(slide)
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix(path + ": ") ?? false, "\(found)")
    }
}
