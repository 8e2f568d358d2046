internal import Color
internal import Containers
internal import Libav
internal import Probing
internal import Threading

/// What every stage of one clip's export needs, or of one joined of several.
package struct ExportContext: Sendable {
    package let plan: ExportPlan
    /// The frames to make.
    let frames: FrameSelection
    /// The content of the table of the plan's grading.
    let cube: ColorCube?
    let limits: Limits
    let policy: MediaPolicy
    /// How many threads a codec may use, 0 for one per core.
    let threads: Int
    let log: ClipLog
    let cancellation: CancellationToken
    package private(set) var report: ExportReport
    /// Whether the last picture stands until the planned end, however early the source has ended.
    var fills = false
    /// Those of the slides that are joined, in their order; none for a single slide.
    var segments: [ExportContext] = []
    /// Which of the runs over the same frames this is.
    private(set) var pass = EncodingPass.only

    /// The same for another run over the same frames, of which nothing is reported yet.
    ///
    /// - Parameter whole: the report of the export of which this is a part; nil where it is none.
    func starting(_ pass: EncodingPass, partOf whole: ExportReport? = nil) -> ExportContext {
        var context = self
        context.pass = pass
        context.report = ExportReport(partOf: whole)
        return context
    }

    /// Which source frames are seen, as far as frames are to be made.
    var picker: FramePicker {
        FramePicker(
            frameRate: plan.frameRate, lead: plan.video.pickingLead,
            frameCount: frames.end(of: plan.frameCount))
    }

    /// Leaves the stage when the export is to stop.
    package func checkCancellation() throws(CancellationError) {
        if cancellation.isCancelled || Task.isCancelled { throw CancellationError() }
    }

    /// An error of one of the stages, with FFmpeg's last words.
    func failure(
        _ code: MediaError.Code, _ stage: MediaError.Stage, _ message: String, _ cause: LibavError? = nil
    ) -> MediaError {
        MediaError(
            code, stage: stage, file: plan.input, message: message, cause: cause, log: log.lastLine)
    }

    /// What ``StreamDecoder`` throws while it opens a file, which was in order when it was probed.
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

    /// The error of a stage that decodes, where the system refused to read a file; nil where the file is at fault.
    func failure(reading error: any Error, _ file: String) -> MediaError? {
        guard let cause = error as? LibavError, cause.isReadFailure else { return nil }
        return MediaError(
            .inputUnreadable, stage: .decode, file: file, message: "The file cannot be read.", cause: cause)
    }
}
