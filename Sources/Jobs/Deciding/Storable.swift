// The values that every store can keep. In the interfaces of databases written in C, NUL ends a text.

extension String {
    /// - Throws: ``JobStoreError/Code/bug`` if a store cannot keep it.
    package func requireStorable() throws(JobStoreError) {
        guard !utf8.contains(0) else {
            throw JobStoreError(.bug, "a text for the queue contains the character NUL; remove it")
        }
    }

    fileprivate var storable: String { replacing("\0", with: "\u{FFFD}") }
}

extension JobDraft {
    /// - Throws: ``JobStoreError/Code/bug`` if it is not a job that a store can keep.
    package func requireStorable() throws(JobStoreError) {
        guard (0...9).contains(priority), maxAttempts >= 1, !kind.isEmpty else {
            throw JobStoreError(
                .bug,
                "a job needs a kind, a priority from 0 to 9 and at least one attempt; it has “\(kind)”, "
                    + "\(priority) and \(maxAttempts)")
        }
        for text in [kind, payload, key ?? "", reference ?? ""] { try text.requireStorable() }
    }
}

extension JobProgress {
    /// The same progress within its limits, whatever the runner reported.
    package var storable: JobProgress {
        var progress = self
        progress.fraction = fraction.isFinite ? min(max(fraction, 0), 1) : 0
        progress.secondsLeft = secondsLeft.flatMap { $0.isFinite ? $0 : nil }
        return progress
    }
}

extension JobFailure {
    /// The same failure in text that a store can keep. A store records a failure whatever its text is.
    package var storable: JobFailure {
        var failure = self
        failure.code = code.storable
        failure.message = message.storable
        failure.remedies = remedies?.storable
        return failure
    }
}

extension JobStoreError {
    package static func lost(_ claim: Claim) -> JobStoreError {
        JobStoreError(
            .claimLost, "the claim \(claim.fence) of job \(claim.job) has been lost; nothing was changed")
    }
}
