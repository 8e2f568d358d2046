internal import Transcoding

/// What a worker has said so far. All of it passed the checks.
public struct WorkerTranscript: Sendable {
    /// How far a worker has come. A later position is greater.
    struct Position: Comparable {
        var slide = 0
        var pass = 0
        var frames = -1

        static func < (left: Position, right: Position) -> Bool {
            (left.slide, left.pass, left.frames) < (right.slide, right.pass, right.frames)
        }
    }

    /// The names of the files that the worker was given to read.
    let files: Set<String>
    var plans: [ExportPlan] = []
    /// The files that the worker was given to write.
    var given: Set<StagedFile> = []
    /// The numbers of the slides that the worker has made.
    var made: Set<Int> = []
    var position = Position()

    init(files: [String]) { self.files = Set(files) }

    /// Records the files that a worker asks for.
    ///
    /// - Throws: ``WorkerViolation`` if they are others than it may write, or it has them already.
    mutating func give(_ files: [StagedFile], of allowed: [StagedFile]) throws(WorkerViolation) {
        try WorkerViolation.unless(
            files == allowed && given.isDisjoint(with: files), "asked for files that it may not write")
        given.formUnion(files)
    }
}
