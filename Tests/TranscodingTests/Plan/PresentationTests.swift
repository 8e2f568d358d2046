import Libav
import Story
import Testing

@testable import Transcoding

@Suite struct PresentationTests {
    private static func presentation(
        _ width: Int, _ height: Int, _ fit: Fit = .auto, aspect: Rational = Rational(1, 1),
        orientation: Orientation = .identity
    ) -> Presentation {
        Presentation(
            width: width, height: height, pixelAspect: aspect, orientation: orientation, fit: fit,
            canvasWidth: 1080, canvasHeight: 1920)
    }

    @Test("A picture of the canvas's size is shown as it is")
    func sameSize() {
        let presentation = Self.presentation(1080, 1920)
        #expect(presentation.crop == PixelRect(x: 0, y: 0, width: 1080, height: 1920))
        #expect(presentation.scaledWidth == 1080 && presentation.scaledHeight == 1920)
        #expect(presentation.background == .none)
    }

    @Test("Cover takes the middle of a landscape clip, in its own shape")
    func coversWithLandscape() {
        let presentation = Self.presentation(1280, 720, .cover)
        #expect(presentation.crop == PixelRect(x: 436, y: 0, width: 405, height: 720))
        #expect(presentation.target == PixelRect(x: 0, y: 0, width: 1080, height: 1920))
    }

    @Test("Contain shows all of a landscape clip between bars, on whole chroma samples")
    func containsLandscape() {
        let presentation = Self.presentation(1280, 720, .contain)
        #expect(presentation.crop == PixelRect(x: 0, y: 0, width: 1280, height: 720))
        #expect(presentation.target == PixelRect(x: 0, y: 656, width: 1080, height: 608))
        #expect(presentation.background == .black)
    }

    @Test("A clip that is turned by its matrix is scaled before it is turned")
    func scalesBeforeTurning() {
        let presentation = Self.presentation(3840, 2160, orientation: .turned90)
        #expect(presentation.scaledWidth == 1920 && presentation.scaledHeight == 1080)
        #expect(presentation.target == PixelRect(x: 0, y: 0, width: 1080, height: 1920))
        #expect(presentation.background == .none)
    }

    @Test("Pixels that are twice as wide as high count for their shape")
    func honoursPixelAspect() {
        let presentation = Self.presentation(640, 360, .contain, aspect: Rational(2, 1))
        #expect(presentation.target.width == 1080)
        #expect(presentation.target.height == 304)
    }

    @Test(
        "Auto covers where little is lost and blurs where much is",
        arguments: [
            (1080, 1920, Fit.cover), (1080, 2160, .cover), (1170, 2080, .cover), (1200, 1920, .cover),
            (1080, 1440, .blur), (1080, 1080, .blur), (1920, 1080, .blur), (1080, 2340, .blur),
        ])
    func decides(width: Int, height: Int, fit: Fit) {
        let decided = Presentation.resolve(
            .auto, displayWidth: width, displayHeight: height, canvasWidth: 1080, canvasHeight: 1920)
        #expect(decided == fit)
    }

    @Test("Every picture lies inside the canvas, on whole chroma samples, whatever its size")
    func staysInside() {
        for width in [1, 2, 3, 16, 161, 642, 8192] {
            for height in [1, 2, 3, 121, 808, 4320] {
                for fit in Fit.allCases {
                    for orientation in Orientation.allCases {
                        let presentation = Self.presentation(width, height, fit, orientation: orientation)
                        let (crop, target) = (presentation.crop, presentation.target)
                        #expect(crop.x >= 0 && crop.width > 0 && crop.x + crop.width <= width)
                        #expect(crop.y >= 0 && crop.height > 0 && crop.y + crop.height <= height)
                        #expect(target.x >= 0 && target.x + target.width <= 1080)
                        #expect(target.y >= 0 && target.y + target.height <= 1920)
                        let figures = [crop.x, crop.y, target.x, target.y, target.width, target.height]
                        #expect(figures.allSatisfy { $0 % 2 == 0 })
                        #expect(target.width > 0 && target.height > 0)
                    }
                }
            }
        }
    }
}
