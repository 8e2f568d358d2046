internal import Dispatch
internal import Foundation
internal import Libav
internal import Logging
internal import Probing
internal import Sandbox
internal import Synchronization

/// The worker's half of a connection: sends messages and log lines to the host, and gets the files that it may write.
///
/// Any thread may use it. One thread of its own hears the host.
final class HostConnection<T: WorkerTask>: OutputSource {
    /// The most descriptors in one reply: those of a slide's video and cover.
    private static var descriptorLimit: Int { 2 }

    private let connection: Connection
    private let arrived = DispatchSemaphore(value: 0)
    private let descriptors = Mutex<[[Int32]]>([])
    private let lines = Mutex(0)

    init(_ connection: Connection) { self.connection = connection }

    /// Sends a message if the host would accept it. A failure to send is ignored: the host is gone then.
    ///
    /// - Returns: whether the host would accept the message. If not, nothing is sent.
    @discardableResult
    func send(_ message: WorkerMessage<T>) -> Bool {
        guard let bytes = message.readable else { return false }
        try? connection.send(bytes)
        return true
    }

    func open(_ files: [StagedFile]) throws(MediaError) -> [MediaOutput] {
        send(.event(.wants(files)))
        arrived.wait()
        let received = descriptors.withLock { $0.removeFirst() }
        let outputs = zip(received, files).map { MediaOutput(adopting: $0, name: $1.name) }
        guard received.count == files.count else {
            throw MediaError(
                .bug, stage: .mux, file: files[0].name, message: "The host has not sent the files to write."
            )
        }
        return outputs
    }

    /// Starts to hear the host.
    ///
    /// - Parameter ended: called when the host has closed its end of the socket, or is gone.
    func listen(ended: @escaping @Sendable () -> Void) {
        Thread.detachNewThread {
            while var message =
                (try? self.connection.receive(descriptorLimit: Self.descriptorLimit)) ?? nil
            {
                let received = message.takeDescriptors()
                self.descriptors.withLock { $0.append(received) }
                self.arrived.signal()
            }
            ended()
        }
    }

    /// A logger that sends its lines as events.
    func logger(isVerbose: Bool) -> Logger {
        guard isVerbose else {
            return Logger(label: "storymedia.worker") { _ in SwiftLogNoOpLogHandler() }
        }
        return Logger(label: "storymedia.worker") { _ in LineSender { self.send(line: $1, $0) } }
    }

    private func send(line: String, _ level: Logger.Level) {
        let number = lines.withLock { lines in
            lines += 1
            return lines
        }
        guard number <= AnswerLimits.logs else { return }
        let shown = number < AnswerLimits.logs ? line : "Further lines of this worker are left out."
        send(.event(.log(level, String(shown.prefix(AnswerLimits.lineLength)))))
    }
}

/// Hands log lines over.
private struct LineSender: LogHandler {
    let send: @Sendable (Logger.Level, String) -> Void
    var logLevel = Logger.Level.debug
    var metadata: Logger.Metadata = [:]

    init(_ send: @escaping @Sendable (Logger.Level, String) -> Void) { self.send = send }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { send(event.level, "\(event.message)") }
}
