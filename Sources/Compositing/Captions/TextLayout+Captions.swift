internal import Story

extension TextLayout {
    /// The reasons why captions cannot be drawn.
    func problems(_ captions: CaptionLayout, path: String) -> [StoryProblem] {
        problems(missing: captions.missing, width: captions.width, height: captions.height, path: path)
    }
}
