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
    static func check(_ request: WorkerRequest<some WorkerTask>) throws(MediaError) {
        let input = request.task.input
        guard request.files.count <= fileLimit else { throw tooMany(input) }
        // A font is checked, and then read from a file in memory.
        let fonts = request.task.drawn?.story.fontSources.count ?? 0
        let needed = request.files.count + request.task.outputCount + own + fonts
        let limit = request.task.limits.work.openFiles
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

    static func tooMany(_ input: String) -> MediaError {
        MediaError(
            .limitExceeded, stage: .open, file: input,
            message:
                "Its story uses more than \(fileLimit) files, which is the limit. Use fewer stickers or slides."
        )
    }
}
