internal import Foundation
internal import Logging
internal import Sandbox
internal import Synchronization

/// Sends a worker's messages, one after the other, whatever threads they come from.
final class WorkerOutbox: Sendable {
    private let channel: DescriptorChannel
    private let turn = Mutex(())
    private let lines = Mutex(0)

    init(_ channel: DescriptorChannel) {
        self.channel = channel
    }

    /// Where a message cannot be sent, the parent is gone.
    func send(_ message: WorkMessage) {
        guard let bytes = try? JSONEncoder().encode(message) else { return }
        turn.withLock { _ in try? channel.send(Array(bytes), descriptors: []) }
    }

    /// Counts a line.
    private func nextLine() -> Int {
        lines.withLock { lines in
            lines += 1
            return lines
        }
    }

    /// A log whose lines are messages.
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
