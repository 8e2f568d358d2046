internal import Dispatch
internal import Foundation
internal import Libav
internal import Probing
internal import Sandbox
internal import Story
internal import Threading
internal import Transcoding

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A worker process from the inside: `storymedia worker`, which only the program itself starts.
///
/// Receives one request with the open files over its standard input, confines itself, and only then looks at the files.
/// Ends when its host ends.
public enum WorkerSession {
    /// What a worker reads of a request before it knows the rest.
    private struct Heading: Decodable {
        let task: WorkerTaskName
    }

    /// Performs the request on standard input, and ends the process. Call it on the main thread, before there are
    /// others.
    ///
    /// Sends the answer to the host before it ends.
    public static func serve() -> Never {
        let connection = Connection(owning: STDIN_FILENO)
        // A process that was started ahead of its request has time.
        if connection.isQuiet { warmUp() }
        guard var message = try? connection.receive(descriptorLimit: WorkerDescriptors.fileLimit) else {
            refuse()
        }
        let bytes = Data(message.bytes)
        guard let heading = try? JSONDecoder().decode(Heading.self, from: bytes) else { refuse() }
        serve(heading.task.type, bytes, message.takeDescriptors(), over: connection)
    }

    private static func serve<T: WorkerTask>(
        _ task: T.Type, _ bytes: Data, _ descriptors: [Int32], over connection: Connection
    ) -> Never {
        guard let request = try? JSONDecoder().decode(WorkerRequest<T>.self, from: bytes),
            descriptors.count == request.files.count
        else { refuse() }
        let host = HostConnection<T>(connection)
        PreopenedFiles.adopt(Dictionary(uniqueKeysWithValues: zip(request.files, descriptors)))
        do throws(MediaError) {
            try confine(request)
        } catch {
            host.send(.failed(error))
            exit(69)
        }
        // When the host's end of the socket closes, the host is gone.
        host.listen { _exit(75) }
        let worker = Worker(
            for: request, isConfined: request.containment.isConfined,
            logger: host.logger(isVerbose: request.isVerbose), cancellation: CancellationToken(),
            outputs: host, send: { say(.event($0), of: request, to: host) })
        // All of this runs on threads of its own, and the process ends on one of them: Swift's thread pool does not
        // work in a confined process (``StageExecutor``).
        Task(executorPreference: StageExecutor("storymedia.work")) {
            do throws(MediaError) {
                say(.answered(try await request.task.perform(in: worker)), of: request, to: host)
            } catch {
                host.send(.failed(error))
            }
            _exit(0)
        }
        // Waits with the one call that no rules forbid, because all waiting comes down to it. A forbidden call would
        // return at once, and the loop would occupy a core.
        while true { DispatchSemaphore(value: 0).wait() }
    }

    /// Ends a process that did not get a request: a person has started it.
    private static func refuse() -> Never {
        FileHandle.standardError.write(
            Data("storymedia worker: this command is for storymedia itself.\n".utf8))
        exit(64)
    }

    /// Does ahead of time what is slow the first time: Swift's runtime takes a third of a millisecond for each of the
    /// dozens of types that are encoded and decoded.
    private static func warmUp() {
        let request = WorkerRequest(
            PreviewTask(
                IngestRequest(input: "", story: StoryDocument(slides: [Slide()])),
                PreviewOptions(.frame(at: 0))))
        let bytes = try? JSONEncoder().encode(request)
        _ = try? JSONDecoder().decode(Heading.self, from: bytes ?? Data())
        _ = try? JSONDecoder().decode(WorkerRequest<PreviewTask>.self, from: bytes ?? Data())
        _ = WorkerMessage<PreviewTask>.event(.reached(.open)).readable
        Decoder.warmUp()
    }

    /// Sends a message to the host. If the message cannot be encoded, reports the file as unusable and ends.
    private static func say<T>(
        _ message: WorkerMessage<T>, of request: WorkerRequest<T>, to host: HostConnection<T>
    ) {
        if host.send(message) { return }
        host.send(
            .failed(
                MediaError(
                    .unusableMedia, stage: .probe, file: request.task.input,
                    message:
                        "It claims times or sizes that no media can have. Export it again with another "
                        + "program.")))
        _exit(0)
    }

    private static func confine(_ request: WorkerRequest<some WorkerTask>) throws(MediaError) {
        guard request.containment.isConfined else { return }
        do {
            try MemoryFile.reserve(request.task.drawn?.story.fontSources.count ?? 0)
            try Sandbox.confine(WorkerRules.rules(for: request.task))
        } catch {
            throw MediaError(
                .notConfined, stage: .open, file: request.task.input,
                message: "\(error) The file was not read.", remedies: [.examineMachine])
        }
    }
}
