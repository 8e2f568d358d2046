internal import Probing

/// Checks of what a worker says about a file.
extension MediaInfo {
    /// - Throws: ``WorkerViolation`` if no file has such facts.
    func checkPlausible(_ limits: Limits) throws(WorkerViolation) {
        try WorkerViolation.unless(
            [video, audio].allSatisfy { $0.map(streams.indices.contains) ?? true },
            "sent a stream that does not exist")
        try WorkerViolation.unless(
            bytes >= 0 && (duration ?? 0) >= 0 && (picture?.duration ?? 0) >= 0
                && streams.count <= limits.streams,
            "sent impossible facts about a file")
    }
}
