internal import Foundation
internal import Libav
internal import Logging
internal import Sandbox
internal import Transcoding

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A worker process from its own side: `storymedia worker`, which nobody but the program itself calls.
///
/// Gets one order with the open files over its standard input, confines itself, and only then looks at
/// them. When its parent goes, it goes.
public enum WorkerSession {
    /// Carries the order out that stands on standard input. To be called before there are other threads.
    ///
    /// - Returns: the process's exit status. What came of the work was sent to the parent.
    public static func serve() async -> Int32 {
        let channel = DescriptorChannel(owning: STDIN_FILENO)
        guard let (order, descriptors) = order(from: channel) else {
            FileHandle.standardError.write(
                Data("storymedia worker: this command is for storymedia itself.\n".utf8))
            return 64
        }
        let outbox = WorkerOutbox(channel)
        OpenedFiles.adopt(Dictionary(uniqueKeysWithValues: zip(order.files, descriptors)))
        do {
            try confine(order)
        } catch {
            outbox.send(
                .failed(
                    MediaError(
                        .notConfined, stage: .open, file: order.request.input, message: error.description)))
            return 69
        }
        endWithParent(channel)
        do throws(MediaError) {
            try await Worker(
                order: order, logger: outbox.logger(isVerbose: order.isVerbose),
                interruption: Interruption(), send: { outbox.send($0) }
            ).run()
            outbox.send(.finished)
        } catch {
            outbox.send(.failed(error))
        }
        return 0
    }

    private static func order(from channel: DescriptorChannel) -> (WorkOrder, [Int32])? {
        guard
            var message = try? channel.receive(
                limit: WorkerProcess.messageLimit, descriptorLimit: WorkerProcess.fileLimit),
            let order = try? JSONDecoder().decode(WorkOrder.self, from: Data(message.bytes))
        else { return nil }
        let descriptors = message.takeDescriptors()
        return descriptors.count == order.files.count ? (order, descriptors) : nil
    }

    private static func confine(_ order: WorkOrder) throws(SandboxError) {
        guard order.containment.isConfined else { return }
        try Sandbox.confine(WorkerRules.rules(for: order))
    }

    /// The parent says nothing more: when its end of the socket closes, it is gone.
    private static func endWithParent(_ channel: DescriptorChannel) {
        Thread.detachNewThread {
            _ = try? channel.receive(limit: 0)
            _exit(75)
        }
    }
}
