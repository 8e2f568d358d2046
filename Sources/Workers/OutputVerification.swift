internal import Libav
internal import Logging
internal import Pictures
internal import Probing
internal import Transcoding

/// Reads finished outputs back, in another worker than the one that made them.
struct OutputVerification: Sendable {
    let logger: Logger

    /// - Throws: ``MediaError`` of code `verificationFailed` for the first output that does not match its plan.
    func facts(of outputs: [FinishedOutput]) throws(MediaError) -> [OutputFacts] {
        var facts: [OutputFacts] = []
        for output in outputs {
            let file = try Self.open(output.video, "output", output.plan)
            facts.append(
                try Verifier(logger: logger).verify(file, plan: output.plan, result: output.result))
            try checkCover(output)
        }
        return facts
    }

    /// Checks that the cover is one whole JPEG picture of the video's size.
    private func checkCover(_ output: FinishedOutput) throws(MediaError) {
        let plan = output.plan
        let cover = try Self.open(output.cover, "cover", plan)
        let examination: PictureExamination
        do throws(PictureError) {
            examination = try PictureExamination(cover)
        } catch {
            if error.code == .unreadable { throw Self.unreadable("cover", plan, error.message + ".") }
            throw failure(plan, "cannot be decoded: \(error.message)")
        }
        let header = examination.header
        guard header.format == .jpeg, header.width == plan.canvasWidth, header.height == plan.canvasHeight,
            examination.notes.isEmpty
        else {
            throw failure(plan, "is not a JPEG picture of \(plan.canvasWidth) × \(plan.canvasHeight) pixels.")
        }
    }

    private static func open(_ path: String, _ what: String, _ plan: ExportPlan) throws(MediaError)
        -> MediaFile
    {
        do throws(MediaFileError) {
            return try MediaFile(path)
        } catch {
            throw unreadable(what, plan, error.message)
        }
    }

    private static func unreadable(_ what: String, _ plan: ExportPlan, _ reason: String) -> MediaError {
        MediaError(
            .inputOutput, stage: .verify, file: plan.input,
            message: "The finished \(what) cannot be read back. \(reason)")
    }

    private func failure(_ plan: ExportPlan, _ what: String) -> MediaError {
        MediaError(
            .verificationFailed, stage: .verify, file: plan.input,
            message: "The finished cover \(what) Nothing was published; please report this with the clip.")
    }
}
