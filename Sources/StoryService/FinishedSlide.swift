internal import Files
internal import Probing
internal import Transcoding
internal import Workers

/// A slide whose files were read back by a different worker from the one that made them.
struct FinishedSlide: Sendable {
    let slide: RenderedSlide
    /// The video and the cover as this run has read them, under their hidden names.
    let video: Manifest.File
    let cover: Manifest.File
    let facts: OutputFacts
}

extension WorkerClient {
    /// How many outputs one worker verifies. Each takes two of the descriptors that one message can carry.
    private static let batch = 64

    /// Verifies a run's slides in a different worker from the one that made them.
    ///
    /// Call it after the worker that wrote the files has ended. The verifying worker gets the run's own files, opened
    /// for reading.
    ///
    /// - Throws: ``MediaError``; its code is `verificationFailed` if an output differs from its plan.
    func verify(_ slides: RenderedSlides, of request: IngestRequest) async throws(MediaError)
        -> [FinishedSlide]
    {
        var finished: [FinishedSlide] = []
        var rest = try slides.all()[...]
        while !rest.isEmpty {
            let part = Array(rest.prefix(Self.batch))
            rest = rest.dropFirst(Self.batch)
            var files: [(name: String, file: InputFile)] = []
            var outputs: [FinishedOutput] = []
            for (slide, _, _) in part {
                let number = slide.plan.slide
                let names = try [StagedFile.video(slide: number), .cover(slide: number)].map {
                    (file) throws(MediaError) -> String in
                    guard let output = slides.outputs[file] else {
                        throw MediaError(
                            .bug, stage: .verify, file: slide.path,
                            message: "The slide's video or cover is missing. Please report this.")
                    }
                    files.append((output.path, try output.reading()))
                    return output.path
                }
                outputs.append(
                    FinishedOutput(video: names[0], cover: names[1], plan: slide.plan, result: slide.result))
            }
            let facts = try await perform(
                VerifyTask(outputs, of: request.input, limits: request.limits), files)
            for ((slide, video, cover), facts) in zip(part, facts) {
                guard facts.sha256 == video.sha256, facts.bytes == video.bytes else {
                    throw MediaError(
                        .inputOutput, stage: .verify, file: slide.path,
                        message:
                            "The finished output differs from what was written. Check the disk, and try again."
                    )
                }
                finished.append(FinishedSlide(slide: slide, video: video, cover: cover, facts: facts))
            }
        }
        return finished
    }
}
