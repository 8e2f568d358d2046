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
        } else if plan.video.framing.moves {
            self = .framing(FramingPath(plan, width: width, height: height))
        } else {
            return nil
        }
    }

    /// The plan by which pictures are converted for this camera.
    func plan(for plan: ExportPlan) -> ExportPlan {
        guard let move = plan.video.motion.move else { return plan }
        // On a canvas so large that the closest view is as sharp as the whole.
        let factor = max(move.from.scale, move.to.scale)
        var enlarged = plan
        enlarged.canvasWidth = Int((Double(plan.canvasWidth) * factor / 2).rounded(.up)) * 2
        enlarged.canvasHeight = Int((Double(plan.canvasHeight) * factor / 2).rounded(.up)) * 2
        enlarged.video.presentation = plan.video.presentation(
            width: plan.video.codedWidth, height: plan.video.codedHeight, canvasWidth: enlarged.canvasWidth,
            canvasHeight: enlarged.canvasHeight)
        return enlarged
    }
}
