internal import Color
internal import Containers
internal import Libav
internal import Probing
internal import Story
internal import Threading

/// What every stage needs for the export of one clip, or of several joined clips.
package struct ExportContext: Sendable {
    package let plan: ExportPlan
    /// The frames to make.
    let frames: FrameSelection
    /// The table of the plan's grading.
    let cube: ColorCube?
    let limits: Limits
    let policy: MediaPolicy
    /// How many threads a codec may use, 0 for one per core.
    let threads: Int
    let log: ClipLog
    let cancellation: CancellationToken
    package private(set) var report: ExportReport
    /// Whether the last picture stays until the planned end, however early the source ends.
    var fills = false
    /// The contexts of the joined slides, in order; empty for a single slide.
    var segments: [ExportContext] = []
    /// Which run over the same frames this is.
    private(set) var pass = EncodingPass.only

    /// Returns a copy for another run over the same frames, with an empty report.
    ///
    /// - Parameter whole: the report of the larger export that this belongs to; nil if there is no larger one.
    func starting(_ pass: EncodingPass, partOf whole: ExportReport? = nil) -> ExportContext {
        var context = self
        context.pass = pass
        context.report = ExportReport(partOf: whole)
        return context
    }

    /// Chooses which source frames are shown, for the frames to make.
    var picker: FramePicker {
        FramePicker(
            frameRate: plan.frameRate, lead: plan.video.pickingLead,
            frameCount: frames.end(of: plan.frameCount))
    }

    /// Throws if the export is to stop.
    package func checkCancellation() throws(CancellationError) {
        if cancellation.isCancelled || Task.isCancelled { throw CancellationError() }
    }

    /// An error of one of the stages, with FFmpeg's last log line.
    func failure(
        _ code: MediaError.Code, _ stage: MediaError.Stage, _ message: String,
        _ cause: LibavError? = nil, remedies: [Remedy.Action] = []
    ) -> MediaError {
        MediaError(
            code, stage: stage, file: plan.input, message: message, remedies: remedies, cause: cause,
            log: log.lastLine)
    }

    /// The error for what ``StreamDecoder`` throws while it opens a file that was in order when it was probed.
    func failure(opening error: any Error, _ message: String) -> MediaError {
        switch error {
        case let error as MediaFileError:
            failure(error.kind == .missing ? .inputMissing : .inputUnreadable, .decode, error.message)
        case let error as HeaderError: MediaError(error, file: plan.input)
        default:
            failure(reading: error, plan.input)
                ?? failure(.unusableMedia, .decode, message, error as? LibavError)
        }
    }

    /// The error of a decoding stage if the system refused to read a file; nil if the file is at fault.
    func failure(reading error: any Error, _ file: String) -> MediaError? {
        guard let cause = error as? LibavError, cause.isReadFailure else { return nil }
        return MediaError(
            .inputUnreadable, stage: .decode, file: file, message: "The file cannot be read.", cause: cause)
    }
}
