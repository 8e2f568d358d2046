internal import Files
internal import Probing
internal import Story

/// How many files a worker has open, which is decided before it is started: one that runs out of them on the
/// way can only crash.
enum WorkerDescriptors {
    /// The most files that one order may read. A story of 100 slides with a sticker of its own on most of them
    /// has as many, and the kernel hands over 253 at once (`SCM_MAX_FD`).
    static let fileLimit = 180

    /// What a worker opens beside its inputs and outputs: its socket and standard streams, fonts, and what its
    /// threads wait on.
    static let own = 64

    /// Makes sure that a worker has room for what it is to read and to write.
    ///
    /// - Parameters:
    ///   - files: how many files it reads.
    ///   - outputs: how many it writes to.
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

    /// How many files an order may write to: a video and a cover for each slide, and two for what is made on
    /// the way.
    static func outputs(of order: WorkerRequest) -> Int { 2 + 2 * order.request.story.slides.count }

    static func tooMany(_ input: String) -> MediaError {
        MediaError(
            .limitExceeded, stage: .open, file: input,
            message:
                "Its story uses more than \(fileLimit) files, which is the limit. Use fewer stickers or slides."
        )
    }
}
