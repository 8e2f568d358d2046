internal import Foundation
internal import Logging
internal import Sandbox
internal import Synchronization

/// Sends a worker's messages, one after the other, whatever threads they come from.
final class WorkerOutbox: Sendable {
    private let channel: DescriptorChannel
    private let turn = Mutex(())

    init(_ channel: DescriptorChannel) {
        self.channel = channel
    }

    /// A message that cannot be sent has nobody left to read it.
    func send(_ message: WorkMessage) {
        guard let bytes = try? JSONEncoder().encode(message) else { return }
        turn.withLock { _ in try? channel.send(Array(bytes), descriptors: []) }
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

        func log(event: LogEvent) { outbox.send(.log(event.level, "\(event.message)")) }
    }
}
