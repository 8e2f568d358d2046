internal import Dispatch
internal import Foundation
internal import Libav
internal import Probing
internal import Sandbox
internal import Story
internal import Threading

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A worker process from its own side: `storymedia worker`, which only the program itself starts.
///
/// Gets one order with the open files over its standard input, confines itself, and only then looks at
/// them. When its parent goes, it goes.
public enum WorkerSession {
    /// Carries the order out that stands on standard input, and ends the process. To be called on the main
    /// thread, before there are others.
    ///
    /// What came of the work was sent to the parent by then.
    public static func serve() -> Never {
        let channel = DescriptorChannel(owning: STDIN_FILENO)
        guard let (order, descriptors) = order(from: channel) else {
            FileHandle.standardError.write(
                Data("storymedia worker: this command is for storymedia itself.\n".utf8))
            exit(64)
        }
        let outbox = WorkerOutbox(channel)
        PreopenedFiles.adopt(Dictionary(uniqueKeysWithValues: zip(order.files, descriptors)))
        do throws(MediaError) {
            try confine(order, outbox)
        } catch {
            outbox.send(.failed(error))
            exit(69)
        }
        let outputs = ParentOutputs(outbox)
        listen(channel, outputs)
        let worker = Worker(
            order: order, logger: outbox.logger(isVerbose: order.isVerbose),
            cancellation: CancellationToken(), outputs: outputs, send: { say($0, order, outbox) })
        // All of it prefers threads of its own, and the process ends on one of them: Swift's pool does not
        // work in a confined process (``StageExecutor``).
        Task(executorPreference: StageExecutor("storymedia.work")) {
            do throws(MediaError) {
                try await worker.run()
                outbox.send(.finished)
            } catch {
                outbox.send(.failed(error))
            }
            _exit(0)
        }
        // With the one call that no rules forbid, since all waiting comes down to it: one that is refused
        // would return at once, and waiting would occupy a core.
        while true { DispatchSemaphore(value: 0).wait() }
    }

    /// Does once what takes longest the first time: Swift's runtime takes a third of a millisecond for each of the
    /// dozens of types that are written and read. A process that was made ahead of its order has this time.
    static func warmUp() {
        let order = WorkerRequest(.preview, IngestRequest(input: "", story: StoryDocument(slides: [Slide()])))
        _ = try? JSONDecoder().decode(WorkerRequest.self, from: JSONEncoder().encode(order))
        _ = try? JSONEncoder().encode(WorkerMessage.reached(.open))
        Decoder.warmUp()
    }

    /// Says something to the parent, or that the file is of no use where it cannot be said.
    private static func say(_ message: WorkerMessage, _ order: WorkerRequest, _ outbox: WorkerOutbox) {
        if outbox.send(message) { return }
        outbox.send(
            .failed(
                MediaError(
                    .unusableMedia, stage: .probe, file: order.request.input,
                    message:
                        "It says times or sizes of itself that no media can have. Export it again with another "
                        + "program.")))
        _exit(0)
    }

    private static func order(from channel: DescriptorChannel) -> (WorkerRequest, [Int32])? {
        guard
            var message = try? channel.receive(
                limit: WorkerProcess.messageLimit, descriptorLimit: WorkerDescriptors.fileLimit),
            let order = try? JSONDecoder().decode(WorkerRequest.self, from: Data(message.bytes))
        else { return nil }
        let descriptors = message.takeDescriptors()
        return descriptors.count == order.files.count ? (order, descriptors) : nil
    }

    private static func confine(_ order: WorkerRequest, _ outbox: WorkerOutbox) throws(MediaError) {
        guard order.containment.isConfined else { return }
        do throws(SandboxError) {
            try Sandbox.confine(WorkerRules.rules(for: order))
        } catch {
            throw MediaError(
                .notConfined, stage: .open, file: order.request.input,
                message: "\(error) It was not looked at. Run storymedia doctor.")
        }
        if order.task == .selfTest {
            let attempts = SelfTest(.full).run()
            outbox.send(.tested(Dictionary(attempts.map { ($0.name, $0.isHeld) }) { $0 && $1 }))
        }
    }

    /// Receives the files to write. When the parent's end of the socket closes, the parent is gone, and this
    /// process ends.
    private static func listen(_ channel: DescriptorChannel, _ outputs: ParentOutputs) {
        Thread.detachNewThread {
            while var message =
                (try? channel.receive(limit: 0, descriptorLimit: ParentOutputs.descriptorLimit))
                ?? nil
            {
                outputs.deliver(message.takeDescriptors())
            }
            _exit(75)
        }
    }
}
