public import Files
public import Probing
public import Threading

/// Where the work on media is done: in a process of its own, except in tests.
public protocol WorkerHost: Sendable {
    /// Has an order carried out.
    ///
    /// - Parameters:
    ///   - files: open for reading, in the order of the order's `files`.
    ///   - outputs: makes the files that the worker writes; nil where the order makes nothing.
    ///   - cancellation: ends the work within a second when it is raised.
    ///   - receive: gets every message but the last, one after the other; what it throws ends the work.
    /// - Throws: ``MediaError``: the worker's own, that of `receive`, or what the worker's death means.
    func perform(
        _ order: WorkerRequest, files: [InputFile], outputs: StagedOutputs?, cancellation: CancellationToken,
        receive: @escaping @Sendable (WorkerMessage) async throws(MediaError) -> Void
    ) async throws(MediaError)

    /// How the manifest names the process that carries out an order.
    func verifier(_ containment: Containment) -> OutputVerifier
}
