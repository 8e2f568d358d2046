package import Jobs

extension JobStore {
    /// Makes one job.
    @discardableResult
    package func add(_ draft: JobDraft = JobDraft(kind: "work", payload: "{}")) throws -> Job {
        guard case .created(let job) = try submit([draft]).first else { throw NotCreated() }
        return job
    }

    /// Claims jobs of kind "work".
    package func take(
        _ runner: RunnerID, _ limit: Int = 1, lease: Duration = .seconds(30)
    ) throws -> [(claim: Claim, job: Job)] {
        try claim(runner, kinds: ["work"], limit: limit, lease: lease)
    }

    /// Has another runner get a job whose runner has no free slot, as after a lease that ran out.
    package func usurp(_ id: JobID) throws {
        guard let fence = try job(id)?.fence else { return }
        try release(Claim(job: id, fence: fence))
        _ = try take(RunnerID(machine: "elsewhere", process: 1, started: "elsewhere 1", instance: "usurper"))
    }
}

private struct NotCreated: Error {}

/// The code of what a call throws; nil where it throws nothing, or something else.
package func code(of call: () throws -> Void) -> JobStoreError.Code? {
    do {
        try call()
        return nil
    } catch {
        return (error as? JobStoreError)?.code
    }
}
