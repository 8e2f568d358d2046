internal import Color
internal import Libav
internal import Pictures
internal import Probing
internal import Story

/// Makes the frames of a slide's own background.
struct BackgroundPainter: ~Copyable {
    private let gradient: GradientPainter?
    private let canvases: FramePool
    private let frameRate: Double
    /// Whether the frames differ.
    let moves: Bool
    /// The frame of a background that stands still.
    private var still: Frame?

    /// - Parameters:
    ///   - width: of the frames, in pixels, even.
    ///   - height: of the frames, in pixels, even.
    ///   - file: the picture's file, if the background is a picture.
    /// - Returns: nil if the plan has no background of its own.
    /// - Throws: ``MediaError`` if the picture is unusable or memory is short.
    static func make(
        for context: ExportContext, width: Int, height: Int, file: BackgroundFile?
    ) throws(MediaError) -> BackgroundPainter? {
        guard let background = context.plan.video.background else { return nil }
        do {
            let canvases = try FramePool(width: width, height: height)
            let still = try still(background, for: context, from: canvases, file)
            var gradient: GradientPainter?
            if case .gradient(let described) = background { gradient = GradientPainter(described) }
            return BackgroundPainter(
                gradient: gradient, canvases: canvases, frameRate: Double(context.plan.frameRate),
                moves: background.moves, still: still)
        } catch let error as PictureError {
            throw file?.failure(error, in: context)
                ?? context.failure(.unusableStory, .convert, error.message)
        } catch {
            throw context.failure(
                .limitExceeded, .convert, "There is not enough memory for the background.",
                error as? LibavError)
        }
    }

    private init(
        gradient: GradientPainter?, canvases: consuming FramePool, frameRate: Double, moves: Bool,
        still: consuming Frame?
    ) {
        self.gradient = gradient
        self.canvases = canvases
        self.frameRate = frameRate
        self.moves = moves
        self.still = still
    }

    /// The canvas of a background that is not a gradient.
    private static func still(
        _ background: Background, for context: ExportContext, from canvases: borrowing FramePool,
        _ file: BackgroundFile?
    ) throws -> Frame? {
        switch background {
        case .gradient: return nil
        case .color(let color):
            var canvas = try canvases.make()
            canvas.fill(color)
            canvas.colorimetry = .bt709
            return canvas
        case .picture(let picture):
            return try picture.canvas(from: file?.path ?? picture.src, for: context, from: canvases)
        }
    }

    /// The background of one output frame, counted from 0 at the slide's start. Its data may have other references.
    mutating func frame(at index: Int) throws(LibavError) -> Frame {
        if let shared = try still?.reference() { return shared }
        var canvas = try canvases.make()
        gradient?.fill(&canvas, at: Double(index) / frameRate)
        canvas.colorimetry = .bt709
        if moves { return canvas }
        let shared = try canvas.reference()
        still = consume canvas
        return shared
    }
}

/// The file of a background's picture.
struct BackgroundFile: Sendable {
    /// The file's name in the story.
    let src: String
    /// Where the file is.
    let path: String
    /// The file's place in the story, as a JSONPath.
    let place: String

    /// The error for a picture that cannot be shown.
    func failure(_ error: PictureError, in context: ExportContext) -> MediaError {
        let problem = StoryProblem(
            path: place, rule: .unusableFile, found: "\"\(src)\": \(error.message)",
            allowed: "a JPEG, PNG, WebP, GIF, HEIC or AVIF picture")
        return context.failure(
            error.code == .unreadable ? .inputUnreadable : .unusableStory, .convert, problem.description)
    }
}

extension BackgroundPicture {
    /// The picture as it fills a canvas.
    ///
    /// - Throws: ``PictureError`` if the file is unusable, ``LibavError`` if memory is short.
    fileprivate func canvas(
        from path: String, for context: ExportContext, from canvases: borrowing FramePool
    ) throws -> Frame {
        var reader = try PictureReader(path: path, wanting: .native, limits: context.limits.pictures)
        let orientation = reader.header.orientation
        guard let frame = try reader.next()?.takeFrame() else {
            throw PictureError(
                code: .damaged, path: path, message: "It holds no picture that can be decoded.")
        }
        var (width, height) = (canvases.width, canvases.height)
        if fit == .tile {
            let upright =
                orientation.swapsAxes
                ? Double(frame.width) / Double(frame.height) : Double(frame.height) / Double(frame.width)
            width = Self.even(Double(canvases.width) * self.width)
            height = Self.even(Double(width) * upright)
        }
        var converter = try Converter(context.plan.showing(orientation, width: width, height: height))
        let shown = try converter.canvas(for: frame)
        var canvas = try canvases.make()
        switch fit {
        case .cover: return shown
        case .tile: canvas.tile(with: shown)
        case .blur:
            var scaler = Scaler(quality: .area)
            var small = try FramePool(width: Backdrop.eighth(width), height: Backdrop.eighth(height)).make()
            try scaler.scale(shown, into: &small)
            BlurredBackground().fill(&canvas, around: PixelRect(x: 0, y: 0, width: 0, height: 0), from: small)
        }
        canvas.colorimetry = .bt709
        return canvas
    }

    private static func even(_ value: Double) -> Int { max(2, Int((value / 2).rounded()) * 2) }
}

extension ExportPlan {
    /// The plan for a photo that covers a canvas.
    fileprivate func showing(_ orientation: Orientation, width: Int, height: Int) -> ExportPlan {
        var plan = self
        plan.kind = .photo
        plan.canvasWidth = width
        plan.canvasHeight = height
        // No frame has this size, so the converter places the picture by the size that it has.
        plan.video.codedWidth = 0
        plan.video.codedHeight = 0
        plan.video.pixelAspect = Rational(1, 1)
        plan.video.orientation = orientation
        plan.video.fit = .cover
        plan.video.framing = Framing()
        plan.video.grading = Grading()
        return plan
    }
}
