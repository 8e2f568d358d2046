public import Files
public import Probing
public import Threading

/// Where work on media is done: in a process of its own, except in tests.
public protocol WorkerHost: Sendable {
    /// Has a worker perform a task.
    ///
    /// - Parameters:
    ///   - files: open for reading, in the order of the request's `files`.
    ///   - outputs: makes the files that the worker writes; nil if the task writes none.
    ///   - cancellation: ends the work within a second of its cancellation.
    ///   - receive: called with each event that is not for the host alone, one after the other. An error that it throws
    ///     ends the work.
    /// - Returns: the task's answer. A host that has none throws.
    /// - Throws: ``MediaError``: the worker's own, that of `receive`, or one for the way in which the worker ended.
    func perform<T: WorkerTask>(
        _ request: WorkerRequest<T>, files: [InputFile], outputs: StagedOutputs?,
        cancellation: CancellationToken,
        receive: @escaping @Sendable (WorkerEvent) async throws(MediaError) -> Void
    ) async throws(MediaError) -> T.Answer

    /// How the manifest names the process that performs a request.
    func verifier(_ containment: Containment) -> OutputVerifier
}
