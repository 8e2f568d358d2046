internal import Files
internal import Probing
internal import Transcoding
internal import Workers

/// A slide whose files another worker than its maker has read back.
struct FinishedSlide: Sendable {
    let slide: RenderedSlide
    /// The video and the cover as the run has read them, by their hidden names.
    let video: Manifest.File
    let cover: Manifest.File
    let facts: OutputFacts
}

extension WorkerClient {
    /// How many outputs one worker verifies: two descriptors each, of those that one message carries.
    private static let batch = 64

    /// Has the slides of a run verified by a worker that has not made them.
    ///
    /// To be called when the worker that wrote the files has ended. The verifying worker gets the very files that
    /// the run has made, for reading.
    ///
    /// - Throws: ``MediaError``; of code `verificationFailed` where an output is not what was planned.
    func verify(_ slides: RenderedSlides) async throws(MediaError) -> [FinishedSlide] {
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
                            .bug, stage: .verify, file: slide.path, message: "A file is missing.")
                    }
                    files.append((output.path, try output.reading()))
                    return output.path
                }
                outputs.append(
                    FinishedOutput(video: names[0], cover: names[1], plan: slide.plan, result: slide.result))
            }
            let facts = try await verify(outputs, files)
            for ((slide, video, cover), facts) in zip(part, facts) {
                guard facts.sha256 == video.sha256, facts.bytes == video.bytes else {
                    throw MediaError(
                        .inputOutput, stage: .verify, file: slide.path,
                        message: "The finished output is not what was written. Check the disk, and try again."
                    )
                }
                finished.append(FinishedSlide(slide: slide, video: video, cover: cover, facts: facts))
            }
        }
        return finished
    }

    /// Has outputs verified.
    ///
    /// - Parameter files: those that the outputs name.
    func verify(
        _ outputs: [FinishedOutput], _ files: [(name: String, file: InputFile)]
    ) async throws(MediaError) -> [OutputFacts] {
        let answers = WorkerReplies()
        try await perform(.verify, files, verifying: outputs) { answers.add($0) }
        guard answers.facts.count == outputs.count else {
            throw MediaError(
                .crashed, stage: .verify, file: outputs.first?.plan.input ?? "",
                message: "The process that read the output back has not said what it is. Try again.")
        }
        return answers.facts
    }
}
