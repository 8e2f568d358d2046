internal import Color
internal import Libav
internal import Story

/// Fills the part of the canvas that a picture leaves free.
struct Backdrop: ~Copyable {
    private var scaler: Scaler
    /// The picture at an eighth of the canvas's size, for blurring.
    private let small: FramePool
    private let canvasWidth: Int
    private let canvasHeight: Int

    init(canvasWidth: Int, canvasHeight: Int) throws(LibavError) {
        small = try FramePool(width: Self.eighth(canvasWidth), height: Self.eighth(canvasHeight))
        scaler = Scaler(quality: .area)
        self.canvasWidth = canvasWidth
        self.canvasHeight = canvasHeight
    }

    /// Fills a canvas, at least where the picture will not cover it.
    ///
    /// - Parameter picture: upright, in the size of the presentation's target.
    mutating func fill(
        _ canvas: inout Frame, behind picture: borrowing Frame, _ presentation: Presentation
    ) throws(LibavError) {
        guard presentation.background == .blur else { return canvas.fillBlack() }
        let cover = Presentation(
            width: picture.width, height: picture.height, pixelAspect: Rational(1, 1),
            orientation: .identity, fit: .cover, canvasWidth: canvasWidth, canvasHeight: canvasHeight)
        var background = try small.make()
        try scaler.scale(try picture.cropped(to: cover.crop), into: &background)
        BlurredBackground().fill(&canvas, around: presentation.target, from: background)
    }

    static func eighth(_ pixels: Int) -> Int { max(2, (pixels / 8 + 1) / 2 * 2) }
}
