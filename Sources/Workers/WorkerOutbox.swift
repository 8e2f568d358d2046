internal import Foundation
internal import Logging
internal import Sandbox
internal import Synchronization

/// Sends a worker's messages one after the other, from any thread.
final class WorkerOutbox: Sendable {
    private let channel: DescriptorChannel
    private let turn = Mutex(())
    private let lines = Mutex(0)

    init(_ channel: DescriptorChannel) {
        self.channel = channel
    }

    /// Sends a message if the parent would accept it. A failure to send is ignored: the parent is gone then.
    ///
    /// - Returns: whether the parent would accept the message. If not, nothing is sent.
    @discardableResult
    func send(_ message: WorkerMessage) -> Bool {
        guard let bytes = Self.readable(message) else { return false }
        turn.withLock { _ in try? channel.send(bytes, descriptors: []) }
        return true
    }

    /// Encodes a message; nil if the parent would refuse it for its size or its numbers.
    ///
    /// A file may claim that it begins in 300 billion years. That is not a fault of this process, but it must report it
    /// in time, because the parent ends a worker whose message it refuses.
    static func readable(_ message: WorkerMessage) -> [UInt8]? {
        guard let data = try? JSONEncoder().encode(message), data.count <= WorkerProcess.messageLimit else {
            return nil
        }
        let bytes = Array(data)
        return (try? MessageBounds.check(bytes)) == nil ? nil : bytes
    }

    /// Counts a line.
    private func nextLine() -> Int {
        lines.withLock { lines in
            lines += 1
            return lines
        }
    }

    /// A logger that sends its lines as messages.
    func logger(isVerbose: Bool) -> Logger {
        guard isVerbose else {
            return Logger(label: "storymedia.worker") { _ in SwiftLogNoOpLogHandler() }
        }
        return Logger(label: "storymedia.worker") { _ in Handler(outbox: self) }
    }

    private struct Handler: LogHandler {
        let outbox: WorkerOutbox
        var logLevel = Logger.Level.debug
        var metadata: Logger.Metadata = [:]

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let number = outbox.nextLine()
            guard number <= AnswerCheck.logLimit else { return }
            let line =
                number < AnswerCheck.logLimit
                ? "\(event.message)" : "Further lines of this worker are left out."
            outbox.send(.log(event.level, String(line.prefix(AnswerCheck.lineLimit))))
        }
    }
}
