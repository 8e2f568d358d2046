internal import Story
internal import Transcoding

/// Checks of the plans that a worker sends.
extension IngestRequest {
    /// The most slides of one request: more than an hour in pieces of 15 s.
    static let slideLimit = 1_000

    /// - Parameter files: the names of the files that the worker was given.
    /// - Throws: ``WorkerViolation`` if the plans are not those of this request.
    func check(_ plans: [ExportPlan], of files: Set<String>) throws(WorkerViolation) {
        try WorkerViolation.unless(
            (1...Self.slideLimit).contains(plans.count), "sent a plan of \(plans.count) slides")
        for (index, plan) in plans.enumerated() {
            try WorkerViolation.unless(
                plan.slide == index + 1 && plan.slideCount == plans.count,
                "sent slides in the wrong order")
            try check(plan, files)
            for segment in plan.segments ?? [] {
                try check(segment.plan, files)
                try WorkerViolation.unless(
                    (0...plan.frameCount).contains(segment.start) && segment.end <= plan.frameCount + 1,
                    "sent a joined slide that lies outside its file")
            }
            let parts = plan.segments?.count ?? 1
            try WorkerViolation.unless(
                (1...story.slides.count).contains(parts), "sent slides that are not in the story")
        }
    }

    private func check(_ plan: ExportPlan, _ files: Set<String>) throws(WorkerViolation) {
        try WorkerViolation.unless(files.contains(plan.input), "sent a plan for a file that it was not given")
        try WorkerViolation.unless(
            plan.canvasWidth == preset.width && plan.canvasHeight == preset.height,
            "sent a plan for a picture of the wrong size")
        try WorkerViolation.unless((1...240).contains(plan.frameRate), "sent an impossible frame rate")
        try WorkerViolation.unless(
            (1...ExportPlan.frameLimit).contains(plan.frameCount), "sent an impossible duration")
        try WorkerViolation.unless(
            plan.encoding.groupOfPictures > 0 && plan.encoding.sampleRate > 0,
            "sent impossible encoding settings")
        if let wanted = story.maximumSize?.bytes {
            try WorkerViolation.unless(
                (plan.encoding.maximumBytes ?? .max) <= wanted,
                "sent a plan for a larger file than was asked for")
        }
    }
}

extension ExportPlan {
    /// The most frames of a slide: an hour at 60 frames a second, many times what any preset allows.
    static let frameLimit = 216_000
}
