public import Color
public import Story

/// What a slide consists of besides its medium and its plan.
public struct SlideContent: Sendable {
    /// The table of the plan's grading, if it has one.
    public var cube: ColorCube?
    /// What to draw over the picture, later ones on top.
    public var overlays: [Overlay]
    /// The slide's JSONPath in the story, for messages about its parts.
    public var slidePath: String

    public init(cube: ColorCube? = nil, overlays: [Overlay], slidePath: String = "$.slides[0]") {
        self.cube = cube
        self.overlays = overlays
        self.slidePath = slidePath
    }
}
