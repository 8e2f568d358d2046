// What every store can keep. NUL ends a text in the interfaces of databases that are written in C.

extension String {
    /// - Throws: ``JobStoreError/Code/bug`` where no store can keep it.
    package func requireStorable() throws(JobStoreError) {
        guard !utf8.contains(0) else {
            throw JobStoreError(.bug, "a text for the queue contains the character NUL; leave it out")
        }
    }

    fileprivate var storable: String { replacing("\0", with: "\u{FFFD}") }
}

extension JobDraft {
    /// - Throws: ``JobStoreError/Code/bug`` where it is no job that a store can keep.
    package func requireStorable() throws(JobStoreError) {
        guard (0...9).contains(priority), maxAttempts >= 1, !kind.isEmpty else {
            throw JobStoreError(
                .bug,
                "a job needs a kind, a priority from 0 to 9 and an attempt or more; it has “\(kind)”, "
                    + "\(priority) and \(maxAttempts)")
        }
        for text in [kind, payload, key ?? "", reference ?? ""] { try text.requireStorable() }
    }
}

extension JobProgress {
    /// The same within its limits, whatever a runner says.
    package var storable: JobProgress {
        var progress = self
        progress.fraction = fraction.isFinite ? min(max(fraction, 0), 1) : 0
        progress.secondsLeft = secondsLeft.flatMap { $0.isFinite ? $0 : nil }
        return progress
    }
}

extension JobFailure {
    /// The same in words that a store can keep: a failure is noted whatever its words are.
    package var storable: JobFailure {
        var failure = self
        failure.code = code.storable
        failure.message = message.storable
        return failure
    }
}

extension JobStoreError {
    package static func lost(_ claim: Claim) -> JobStoreError {
        JobStoreError(
            .claimLost, "the claim \(claim.fence) of job \(claim.job) has been lost; nothing was changed")
    }
}
