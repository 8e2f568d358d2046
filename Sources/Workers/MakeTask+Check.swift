internal import Story
internal import Transcoding

extension MakeTask {
    public func check(
        _ event: WorkerEvent, after transcript: inout WorkerTranscript
    ) throws(WorkerViolation) -> Bool {
        switch event {
        case .reached: break
        case .divided(let frame): try WorkerViolation.unless(frame >= 0, "sent an impossible frame number")
        case .probed(let file, let media):
            try WorkerViolation.unless(
                transcript.files.contains(file), "sent facts about a file that it was not given")
            try media.checkPlausible(limits)
        case .planned(let plans):
            guard transcript.plans.isEmpty else { throw .unasked }
            try request.check(plans, of: transcript.files)
            transcript.plans = plans
        case .wants(let files): try check(wanted: files, &transcript)
        case .progress(let progress): return try check(progress, &transcript)
        case .made(let slide): try check(slide, &transcript)
        case .written, .log: throw .unasked
        }
        return true
    }

    public func check(_ answer: Answer, after transcript: WorkerTranscript) throws(WorkerViolation) {
        let count = transcript.plans.count
        try WorkerViolation.unless(
            count > 0 && answer.slideCount == count && transcript.made.union(madeSlides) == Set(1...count),
            "said that it was done before all slides were made")
    }

    /// Whether the worker is still to make a slide.
    private func isDue(_ slide: Int, _ transcript: WorkerTranscript) -> Bool {
        transcript.plans.indices.contains(slide &- 1) && !madeSlides.contains(slide)
            && !transcript.made.contains(slide)
    }

    private func check(
        wanted files: [StagedFile], _ transcript: inout WorkerTranscript
    ) throws(WorkerViolation) {
        guard case .video(let slide)? = files.first else {
            throw WorkerViolation(what: "asked for files that it may not write")
        }
        try WorkerViolation.unless(
            isDue(slide, transcript), "asked for the files of a slide that was not planned")
        try transcript.give(files, of: [.video(slide: slide), .cover(slide: slide)])
    }

    private func check(
        _ progress: SlideProgress, _ transcript: inout WorkerTranscript
    ) throws(WorkerViolation) -> Bool {
        try WorkerViolation.unless(
            isDue(progress.slide, transcript) && progress.slideCount == transcript.plans.count,
            "sent progress of a slide that was not planned")
        let frames = transcript.plans[progress.slide - 1].frameCount
        try WorkerViolation.unless(
            (0...frames).contains(progress.frames)
                && (0...ExportPlan.frameLimit).contains(progress.frameCount)
                && (1...100).contains(progress.pass ?? 1)
                && (0...100).contains(progress.percent) && progress.speed >= 0
                && (progress.secondsLeft ?? 0) >= 0, "sent impossible progress")
        let now = WorkerTranscript.Position(
            slide: progress.slide, pass: progress.pass ?? 1, frames: progress.frames)
        guard now > transcript.position else { return false }
        transcript.position = now
        return true
    }

    private func check(
        _ slide: RenderedSlide, _ transcript: inout WorkerTranscript
    ) throws(WorkerViolation) {
        let number = slide.plan.slide
        try WorkerViolation.unless(isDue(number, transcript), "sent a finished slide that was not planned")
        try WorkerViolation.unless(
            slide.plan == transcript.plans[number - 1], "sent a finished slide that differs from its plan")
        try WorkerViolation.unless(
            transcript.given.contains(.video(slide: number)), "sent a finished slide without its files")
        let media = request.mediaPaths
        try WorkerViolation.unless(
            (1...media.count).contains(slide.source) && media[slide.source - 1] == slide.path,
            "sent a slide that is not in the story")
        try WorkerViolation.unless(
            slide.parts?.count == slide.plan.segments?.count
                && (slide.parts ?? []).allSatisfy { media.contains($0.path) },
            "sent slides that are not in the story")
        try slide.media.checkPlausible(limits)
        for part in slide.parts ?? [] { try part.media.checkPlausible(limits) }
        let result = slide.result
        try WorkerViolation.unless(
            result.frameRate == slide.plan.frameRate
                && (1...slide.plan.frameCount).contains(result.frameCount)
                && (0...result.duration).contains(slide.coverTime), "sent an impossible result")
        transcript.made.insert(number)
    }
}
