internal import Files
internal import Probing
internal import Story

/// The number of open files of a worker. The host checks it before it starts the worker, because a worker that runs out
/// of descriptors can only crash.
enum WorkerDescriptors {
    /// The most files that one request may read. A story of 100 slides with a sticker of its own on most of them has as
    /// many. The kernel passes at most 253 descriptors at once (`SCM_MAX_FD`).
    static let fileLimit = 180

    /// Descriptors for everything but inputs and outputs: the worker's socket and standard streams, fonts, and what its
    /// threads wait on.
    static let own = 64

    /// Makes sure that a worker can open all that it is to read and write.
    ///
    /// - Parameters:
    ///   - files: how many files it reads.
    ///   - outputs: how many files it writes.
    static func check(_ order: WorkerRequest, files: Int, outputs: Int) throws(MediaError) {
        let input = order.request.input
        guard files <= fileLimit else { throw tooMany(input) }
        let needed = files + outputs + own
        let limit = order.request.limits.work.openFiles
        guard needed <= limit else {
            throw MediaError(
                .limitExceeded, stage: .open, file: input,
                message:
                    "Its story needs \(needed) open files; the limit is \(limit) (work.openFiles of the limits). "
                    + "Use fewer stickers or slides.")
        }
        guard needed <= OpenFileLimit.highest else {
            throw MediaError(
                .limitExceeded, stage: .open, file: input,
                message:
                    "Its story needs \(needed) open files; the system's limit is \(OpenFileLimit.highest). "
                    + "Use fewer stickers or slides, or raise it (ulimit -Hn).")
        }
    }

    /// The most files that a request may write: a video and a cover for each slide, and two temporary files.
    static func outputs(of order: WorkerRequest) -> Int { 2 + 2 * order.request.story.slides.count }

    static func tooMany(_ input: String) -> MediaError {
        MediaError(
            .limitExceeded, stage: .open, file: input,
            message:
                "Its story uses more than \(fileLimit) files, which is the limit. Use fewer stickers or slides."
        )
    }
}
