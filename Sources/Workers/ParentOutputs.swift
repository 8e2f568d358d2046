internal import Dispatch
internal import Libav
internal import Probing
internal import Sandbox
internal import Synchronization

/// The files that a confined worker writes. The worker asks its parent for them, and receives descriptors.
///
/// A thread of its own receives what the parent sends. When that thread ends, it ends the worker (``WorkerSession``).
final class ParentOutputs: OutputSource {
    /// The most descriptors in one reply: those of a slide's video and cover.
    static let descriptorLimit = 2

    private let outbox: WorkerOutbox
    private let arrived = DispatchSemaphore(value: 0)
    private let descriptors = Mutex<[[Int32]]>([])

    init(_ outbox: WorkerOutbox) {
        self.outbox = outbox
    }

    func open(_ files: [StagedFile]) throws(MediaError) -> [MediaOutput] {
        outbox.send(.wants(files))
        arrived.wait()
        let received = descriptors.withLock { $0.removeFirst() }
        let outputs = zip(received, files).map { MediaOutput(adopting: $0, name: $1.name) }
        guard received.count == files.count else {
            throw MediaError(
                .bug, stage: .mux, file: files[0].name, message: "The parent has not sent the files to write."
            )
        }
        return outputs
    }

    /// Accepts descriptors that the parent has sent.
    func deliver(_ received: [Int32]) {
        descriptors.withLock { $0.append(received) }
        arrived.signal()
    }
}
