internal import Compositing
internal import Synchronization

/// What the stages of one export report, collected while they run.
package final class ExportReport: Sendable {
    struct Counts {
        var decodedFrames = 0
        var shownFrames = 0
        var damagedFrames = 0
        /// Of the coded pictures, without the container.
        var videoBytes: Int64 = 0
        /// Number of output frames; known when the source has ended.
        var frameCount: Int?
        var loudness: LoudnessResult?
        var substitutions: [String] = []
        var overlays: [HitRegion] = []
        var warnings: [String] = []
    }

    private let counts = Mutex(Counts())
    private let movements = Atomic<Int>(0)
    private let whole: ExportReport?

    /// - Parameter whole: the report of the larger export that this belongs to. It moves whenever this one does.
    init(partOf whole: ExportReport? = nil) {
        self.whole = whole
    }

    func update(_ change: (inout Counts) -> Void) {
        counts.withLock { change(&$0) }
        moved()
    }

    func warn(_ sentence: String) {
        update { counts in
            if !counts.warnings.contains(sentence) { counts.warnings.append(sentence) }
        }
    }

    var current: Counts { counts.withLock { $0 } }

    /// Notes that a stage has made progress.
    package func moved() {
        movements.wrappingAdd(1, ordering: .relaxed)
        whole?.moved()
    }

    /// Rises as long as the export makes progress.
    var movement: Int { movements.load(ordering: .relaxed) }
}
