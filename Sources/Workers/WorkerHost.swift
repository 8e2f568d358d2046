public import Files
public import Probing
public import Threading

/// Where work on media is done: in a process of its own, except in tests.
public protocol WorkerHost: Sendable {
    /// Has a worker perform a request.
    ///
    /// - Parameters:
    ///   - files: open for reading, in the order of the request's `files`.
    ///   - outputs: makes the files that the worker writes; nil if the request makes none.
    ///   - cancellation: ends the work within a second of its cancellation.
    ///   - receive: called with each message but the last, one after the other. An error that it throws ends the work.
    /// - Throws: ``MediaError``: the worker's own, that of `receive`, or one for the way in which the worker died.
    func perform(
        _ order: WorkerRequest, files: [InputFile], outputs: StagedOutputs?, cancellation: CancellationToken,
        receive: @escaping @Sendable (WorkerMessage) async throws(MediaError) -> Void
    ) async throws(MediaError)

    /// How the manifest names the process that performs a request.
    func verifier(_ containment: Containment) -> OutputVerifier
}
