internal import Color
internal import Story

/// How a camera moves.
enum CameraPath {
    /// Over the canvas.
    case move(KenBurns)
    /// Over the picture.
    case framing(FramingPath)

    /// - Parameters:
    ///   - width: columns of the stored picture.
    ///   - height: rows of the stored picture.
    /// - Returns: nil if the plan's camera stands still.
    init?(_ plan: ExportPlan, width: Int, height: Int) {
        if let move = plan.video.motion.move {
            self = .move(KenBurns(move: move, frameCount: plan.frameCount))
        } else if plan.video.framing?.moves ?? false {
            self = .framing(FramingPath(plan, width: width, height: height))
        } else {
            return nil
        }
    }

    /// - Returns: nil if the plan's camera stands still.
    init?(_ plan: ExportPlan) {
        self.init(plan, width: plan.video.codedWidth, height: plan.video.codedHeight)
    }
}

extension ExportPlan {
    /// The plan by which pictures are converted for a camera: if it moves over the canvas, on a canvas so large that the
    /// closest view is as sharp as the whole.
    var filmed: ExportPlan {
        guard let move = video.motion.move else { return self }
        let factor = max(move.from.scale, move.to.scale)
        var plan = self
        plan.canvasWidth = Int((Double(canvasWidth) * factor / 2).rounded(.up)) * 2
        plan.canvasHeight = Int((Double(canvasHeight) * factor / 2).rounded(.up)) * 2
        plan.video.presentation = video.presentation(
            width: video.codedWidth, height: video.codedHeight, canvasWidth: plan.canvasWidth,
            canvasHeight: plan.canvasHeight)
        return plan
    }
}
