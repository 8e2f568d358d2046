internal import Libav
internal import Logging
internal import Pictures
internal import Probing
internal import Transcoding

/// Reads finished outputs back in a worker of their own, which has not made them.
struct OutputVerification: Sendable {
    let logger: Logger

    /// - Throws: ``MediaError`` of code `verificationFailed` for the first output that is not what was planned.
    func facts(of outputs: [FinishedOutput]) throws(MediaError) -> [OutputFacts] {
        var facts: [OutputFacts] = []
        for output in outputs {
            let file: MediaFile
            do throws(MediaFileError) {
                file = try MediaFile(output.video)
            } catch {
                throw MediaError(
                    .inputOutput, stage: .verify, file: output.plan.input,
                    message: "The finished output cannot be read back. \(error.message)")
            }
            facts.append(
                try Verifier(logger: logger).verify(file, plan: output.plan, result: output.result))
            try checkCover(output)
        }
        return facts
    }

    /// The cover is one picture of the video's size, in JPEG, and whole.
    private func checkCover(_ output: FinishedOutput) throws(MediaError) {
        let plan = output.plan
        let isRight: Bool
        do throws(PictureError) {
            var reader = try PictureReader(path: output.cover)
            let header = reader.header
            let isCover =
                header.format == .jpeg && header.width == plan.canvasWidth
                && header.height == plan.canvasHeight
            if isCover { _ = try reader.next() }
            isRight = isCover && reader.notes.isEmpty
        } catch {
            if error.code == .unreadable {
                throw MediaError(
                    .inputOutput, stage: .verify, file: plan.input,
                    message: "The finished cover cannot be read back: \(error.message).")
            }
            throw failure(plan, "cannot be decoded: \(error.message)")
        }
        guard isRight else {
            throw failure(plan, "is not a JPEG picture of \(plan.canvasWidth) × \(plan.canvasHeight) pixels.")
        }
    }

    private func failure(_ plan: ExportPlan, _ what: String) -> MediaError {
        MediaError(
            .verificationFailed, stage: .verify, file: plan.input,
            message: "The finished cover \(what) Nothing was published; please report this with the clip.")
    }
}
