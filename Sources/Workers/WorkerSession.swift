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

/// A worker process from the inside: `storymedia worker`, which only the program itself starts.
///
/// Receives one request with the open files over its standard input, confines itself, and only then looks at the files.
/// Ends when its parent ends.
public enum WorkerSession {
    /// Performs the request on standard input, and ends the process. Call it on the main thread, before there are
    /// others.
    ///
    /// Sends the result to the parent before it ends.
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
        // All of this runs on threads of its own, and the process ends on one of them: Swift's thread pool does not
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
        // Waits with the one call that no rules forbid, because all waiting comes down to it. A forbidden call would
        // return at once, and the loop would occupy a core.
        while true { DispatchSemaphore(value: 0).wait() }
    }

    /// Does ahead of time what is slow the first time: Swift's runtime takes a third of a millisecond for each of the
    /// dozens of types that are encoded and decoded. A process that was forked ahead of its request has this time.
    static func warmUp() {
        let order = WorkerRequest(.preview, IngestRequest(input: "", story: StoryDocument(slides: [Slide()])))
        _ = try? JSONDecoder().decode(WorkerRequest.self, from: JSONEncoder().encode(order))
        _ = try? JSONEncoder().encode(WorkerMessage.reached(.open))
        Decoder.warmUp()
    }

    /// Sends a message to the parent. If the message cannot be encoded, reports the file as unusable and ends.
    private static func say(_ message: WorkerMessage, _ order: WorkerRequest, _ outbox: WorkerOutbox) {
        if outbox.send(message) { return }
        outbox.send(
            .failed(
                MediaError(
                    .unusableMedia, stage: .probe, file: order.request.input,
                    message:
                        "It claims times or sizes that no media can have. Export it again with another "
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
                message: "\(error) The file was not read. Run storymedia doctor.")
        }
        if order.task == .selfTest {
            let attempts = SelfTest(.full).run()
            outbox.send(.tested(Dictionary(attempts.map { ($0.name, $0.isHeld) }) { $0 && $1 }))
        }
    }

    /// Receives the files to write. When the parent's end of the socket closes, the parent is gone, and this process
    /// ends.
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
