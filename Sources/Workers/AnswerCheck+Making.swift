internal import Story
internal import Transcoding

/// Checks of what a worker says while it makes a story.
extension AnswerCheck {
    /// The most frames of a slide: an hour at 60 frames a second, many times what any preset allows.
    private static let frameLimit = 216_000
    /// The most slides of one request: more than an hour in pieces of 15 s.
    private static let slideLimit = 1_000

    mutating func check(_ plans: [ExportPlan]) throws(Violation) {
        try expect(
            [.plan, .make].contains(order.task) && self.plans.isEmpty, "sent a reply that was not asked for")
        try expect((1...Self.slideLimit).contains(plans.count), "sent a plan of \(plans.count) slides")
        let files = Set(order.files)
        for (index, plan) in plans.enumerated() {
            try expect(
                plan.slide == index + 1 && plan.slideCount == plans.count,
                "sent slides in the wrong order")
            try check(plan, files)
            for segment in plan.segments ?? [] {
                try check(segment.plan, files)
                try expect(
                    (0...plan.frameCount).contains(segment.start) && segment.end <= plan.frameCount + 1,
                    "sent a joined slide that lies outside its file")
            }
            let parts = plan.segments?.count ?? 1
            try expect(
                (1...order.request.story.slides.count).contains(parts),
                "sent slides that are not in the story")
        }
        self.plans = plans
    }

    private func check(_ plan: ExportPlan, _ files: Set<String>) throws(Violation) {
        let preset = order.request.preset
        try expect(files.contains(plan.input), "sent a plan for a file that it was not given")
        try expect(
            plan.canvasWidth == preset.width && plan.canvasHeight == preset.height,
            "sent a plan for a picture of the wrong size")
        try expect((1...240).contains(plan.frameRate), "sent an impossible frame rate")
        try expect((1...Self.frameLimit).contains(plan.frameCount), "sent an impossible duration")
        try expect(
            plan.encoding.groupOfPictures > 0 && plan.encoding.sampleRate > 0,
            "sent impossible encoding settings")
        if let wanted = order.request.story.maximumSize?.bytes {
            try expect(
                (plan.encoding.maximumBytes ?? .max) <= wanted,
                "sent a plan for a larger file than was asked for")
        }
    }

    mutating func check(wanted files: [StagedFile]) throws(Violation) {
        let allowed: [StagedFile]
        switch (order.task, files.first) {
        case (.make, .video(let slide)?):
            try expect(
                isPlanned(slide) && !made.contains(slide),
                "asked for the files of a slide that was not planned")
            allowed = [.video(slide: slide), .cover(slide: slide)]
        case (.preview, .preview?): allowed = [.preview]
        default: throw Violation(what: "asked for files that it may not write")
        }
        try expect(
            files == allowed && given.isDisjoint(with: files), "asked for files that it may not write")
        given.formUnion(files)
    }

    /// Whether this worker is to make a given slide.
    private func isPlanned(_ slide: Int) -> Bool {
        (1...max(1, plans.count)).contains(slide) && !plans.isEmpty && !order.madeSlides.contains(slide)
    }

    mutating func check(_ progress: SlideProgress) throws(Violation) -> Bool {
        try expect(
            order.task == .make && isPlanned(progress.slide) && !made.contains(progress.slide)
                && progress.slideCount == plans.count, "sent progress of a slide that was not planned")
        let frames = plans[progress.slide - 1].frameCount
        try expect(
            (0...frames).contains(progress.frames) && progress.frameCount <= Self.frameLimit
                && progress.frameCount >= 0 && (1...100).contains(progress.pass ?? 1)
                && (0...100).contains(progress.percent) && progress.speed >= 0
                && (progress.secondsLeft ?? 0) >= 0, "sent impossible progress")
        let now = Position(slide: progress.slide, pass: progress.pass ?? 1, frames: progress.frames)
        guard now > position else { return false }
        position = now
        return true
    }

    mutating func check(_ slide: RenderedSlide) throws(Violation) {
        let number = slide.plan.slide
        try expect(
            order.task == .make && isPlanned(number) && !made.contains(number),
            "sent a finished slide that was not planned")
        try expect(slide.plan == plans[number - 1], "sent a finished slide that differs from its plan")
        try expect(given.contains(.video(slide: number)), "sent a finished slide without its files")
        let media = order.request.mediaPaths
        try expect(
            (1...media.count).contains(slide.source) && media[slide.source - 1] == slide.path,
            "sent a slide that is not in the story")
        try expect(
            slide.parts?.count == slide.plan.segments?.count
                && (slide.parts ?? []).allSatisfy { media.contains($0.path) },
            "sent slides that are not in the story")
        try check(slide.media)
        for part in slide.parts ?? [] { try check(part.media) }
        let result = slide.result
        try expect(
            result.frameRate == slide.plan.frameRate
                && (1...slide.plan.frameCount).contains(result.frameCount)
                && (0...result.duration).contains(slide.coverTime), "sent an impossible result")
        made.insert(number)
    }

    mutating func check(_ preview: DrawnPreview) throws(Violation) {
        try expect(
            order.task == .preview && given == [.preview] && preview.slide == order.preview?.slide,
            "sent a reply that was not asked for")
        try expect(
            (preview.slide...max(preview.slide, Self.slideLimit)).contains(preview.slideCount)
                && preview.duration >= 0 && preview.frames.count <= Self.frameLimit
                && (1...65_535).contains(preview.width) && (1...65_535).contains(preview.height)
                && preview.frames.allSatisfy { $0.index >= 0 && $0.time >= 0 },
            "sent an impossible preview")
    }
}
