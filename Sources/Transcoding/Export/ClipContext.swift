internal import Libav

/// What every stage of one clip's export needs.
struct ClipContext: Sendable {
    let plan: ExportPlan
    let log: ClipLog
    let interruption: Interruption
    let report: ExportReport

    /// Leaves the stage when somebody wants the export to stop.
    func checkInterruption() throws(CancellationError) {
        if interruption.isRaised || Task.isCancelled { throw CancellationError() }
    }

    /// An error of one of the stages, with FFmpeg's last words.
    func failure(
        _ code: MediaError.Code, _ stage: MediaError.Stage, _ message: String, _ cause: LibavError? = nil
    ) -> MediaError {
        MediaError(
            code, stage: stage, file: plan.input, message: message, cause: cause, log: log.lastLine)
    }
}
