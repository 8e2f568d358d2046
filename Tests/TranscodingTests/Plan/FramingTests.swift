import Libav
import Story
import Testing

@testable import Transcoding

@Suite struct FramingTests {
    private static func presentation(
        _ framing: Framing, _ width: Int = 1280, _ height: Int = 720, _ fit: Fit = .cover,
        orientation: Orientation = .identity
    ) -> Presentation {
        Presentation(
            width: width, height: height, pixelAspect: Rational(1, 1), orientation: orientation, fit: fit,
            framing: framing, canvasWidth: 1080, canvasHeight: 1920)
    }

    @Test("A focus lies in the middle of the view, or the view lies at the picture's edge")
    func keepsFocusInView() {
        let middle = Self.presentation(Framing(focus: FocusPoint(x: 0.6, y: 0.5)))
        #expect(middle.crop == PixelRect(x: 564, y: 0, width: 405, height: 720))
        let edge = Self.presentation(Framing(focus: FocusPoint(x: 1, y: 0.5)))
        #expect(edge.crop == PixelRect(x: 874, y: 0, width: 405, height: 720))
    }

    @Test("A zoom shows less of the picture, about the focus")
    func zoomsAboutFocus() {
        let presentation = Self.presentation(Framing(focus: FocusPoint(x: 0.5, y: 0), zoom: 2))
        #expect(presentation.crop == PixelRect(x: 538, y: 0, width: 203, height: 360))
        #expect(presentation.target == PixelRect(x: 0, y: 0, width: 1080, height: 1920))
        #expect(presentation.background == .none)
    }

    @Test("A zoom of a picture on a background enlarges it until it reaches the canvas's edges")
    func zoomsOnBackground() {
        let presentation = Self.presentation(Framing(zoom: 2), 1280, 720, .blur)
        #expect(presentation.crop == PixelRect(x: 320, y: 0, width: 640, height: 720))
        #expect(presentation.target == PixelRect(x: 0, y: 352, width: 1080, height: 1216))
        #expect(presentation.background == .blur)
    }

    @Test("A zoom below 1 leaves a background on all sides")
    func zoomsOut() {
        let presentation = Self.presentation(Framing(zoom: 0.5), 1080, 1920, .contain)
        #expect(presentation.crop == PixelRect(x: 0, y: 0, width: 1080, height: 1920))
        #expect(presentation.target == PixelRect(x: 270, y: 480, width: 540, height: 960))
        #expect(presentation.background == .black)
    }

    @Test("A crop is what is left of the upright picture, whichever way it is stored")
    func cropsUpright() {
        let leftHalf = Framing(crop: NormalizedRect(x: 0, y: 0, width: 0.5, height: 1))
        #expect(
            Self.presentation(leftHalf, 1920, 1080, .contain).crop
                == PixelRect(x: 0, y: 0, width: 960, height: 1080))
        // Turned clockwise, the left half of the upright picture is the lower half of the stored one.
        #expect(
            Self.presentation(leftHalf, 1920, 1080, .contain, orientation: .turned90).crop
                == PixelRect(x: 0, y: 540, width: 1920, height: 540))
        #expect(
            Self.presentation(leftHalf, 1920, 1080, .contain, orientation: .mirrored).crop
                == PixelRect(x: 960, y: 0, width: 960, height: 1080))
    }

    @Test("A flip and then a turn do to the upright picture what they say", arguments: Orientation.allCases)
    func composesOrientations(stored: Orientation) {
        let (width, height) = (3, 2)
        let upright = stored.swapsAxes ? (width: height, height: width) : (width: width, height: height)
        for flip in Flip.allCases {
            for turn in QuarterTurn.allCases {
                let whole = stored.followed(by: flip, turn)
                let mirror: Orientation =
                    switch flip {
                    case .none: .identity
                    case .horizontal: .mirrored
                    case .vertical: .mirroredTurned180
                    }
                let rotation = Orientation(clockwiseDegrees: turn.rawValue, mirrored: false)
                let final =
                    rotation.swapsAxes
                    ? (width: upright.height, height: upright.width)
                    : (width: upright.width, height: upright.height)
                for y in 0..<final.height {
                    for x in 0..<final.width {
                        let turned = rotation.source(x: x, y: y, width: upright.width, height: upright.height)
                        let flipped = mirror.source(
                            x: turned.x, y: turned.y, width: upright.width, height: upright.height)
                        let expected = stored.source(x: flipped.x, y: flipped.y, width: width, height: height)
                        #expect(whole.source(x: x, y: y, width: width, height: height) == expected)
                    }
                }
            }
        }
    }

    @Test(
        "Shares of the upright picture become shares of the stored one and back",
        arguments: Orientation.allCases)
    func convertsShares(orientation: Orientation) {
        let part = NormalizedRect(x: 0.125, y: 0.25, width: 0.25, height: 0.5)
        #expect(orientation.upright(orientation.stored(part)) == part)
        let (width, height) = (8, 4)
        let pixel = orientation.source(x: 0, y: 0, width: width, height: height)
        let corner = orientation.stored(x: 0, y: 0)
        #expect(Int(corner.x * Double(width - 1)) == pixel.x && Int(corner.y * Double(height - 1)) == pixel.y)
    }

    @Test("A focus lets a landscape clip fill the canvas unless the story names a fit")
    func focusCovers() throws {
        func fit(_ change: (inout PlanOptions) -> Void) throws -> Fit {
            try TestPlans.plan(width: 160, height: 90) { options in
                options.preset = Preset(
                    name: "test", width: 90, height: 160, frameRate: 30, maximumSeconds: 15, source: "test")
                change(&options)
            }.video.fit
        }
        #expect(try fit { _ in } == .blur)
        #expect(try fit { $0.framing.focus = FocusPoint(x: 0.2) } == .cover)
        #expect(try fit { $0.turn = .right } == .cover)
        #expect(try fit { $0.framing.crop = NormalizedRect(x: 0, y: 0, width: 0.3, height: 1) } == .cover)
        #expect(
            try fit {
                $0.framing.focus = FocusPoint(x: 0.2)
                $0.fit = .contain
            } == .contain)
    }
}
