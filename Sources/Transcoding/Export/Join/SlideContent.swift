public import Color
public import Story

/// What a slide consists of besides its medium and its plan.
public struct SlideContent: Sendable {
    /// The table of the plan's grading, if it has one.
    public var cube: ColorCube?
    /// What to draw over the picture, later ones on top.
    public var overlays: [Overlay]
    /// The overlays' JSONPath in the story, for messages about them.
    public var overlayPath: String

    public init(cube: ColorCube? = nil, overlays: [Overlay], overlayPath: String = "$.slides[0].overlays") {
        self.cube = cube
        self.overlays = overlays
        self.overlayPath = overlayPath
    }
}
