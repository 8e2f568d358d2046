import Foundation
import Probing
import Story
import Synchronization
import TestSupport
internal import Threading

@testable import Files
@testable import Workers

/// A program that is started as a worker, gets its request, and then says and does what a test wants.
///
/// It is no decoder that was taken over but can do the same to its parent: say anything, and not end.
struct LyingWorker: ~Copyable {
    private let directory: TemporaryDirectory
    let program: String

    /// - Parameters:
    ///   - before: Python that precedes the request's arrival.
    ///   - script: Python that follows it. `say` sends a text as a message, `answer` answers a task, `send` sends bytes
    ///     as they are, `order` is the request, `descriptors` what came with it, and `take` receives the descriptors
    ///     that the host replies with.
    init(before: String = "", _ script: String) throws {
        let directory = try TemporaryDirectory()
        let prelude = """
            #!/usr/bin/python3
            import array, json, os, signal, socket, struct, sys, time
            parent = socket.socket(fileno=0)
            def receive():
                room = socket.CMSG_SPACE(253 * 4)
                data, ancillary, _, _ = parent.recvmsg(1 << 20, room)
                found = array.array("i")
                for _, _, content in ancillary:
                    found.frombytes(content[:len(content) - len(content) % found.itemsize])
                return data, list(found)
            def take(): return receive()[1]
            def send(data): parent.sendall(data)
            def say(text): send(struct.pack(">I", len(text.encode())) + text.encode())
            def answer(text, task=None):
                say('{"answered":{"task":"%s","answer":%s}}' % (task or order["task"], text))
            \(before)
            data, descriptors = receive()
            if not data: sys.exit(0)
            while len(data) < 4 + struct.unpack(">I", data[:4])[0]: data += receive()[0]
            order = json.loads(data[4:])

            """
        let program = try directory.write(prelude + script + "\n", to: "worker")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
        self.directory = directory
        self.program = program
    }

    /// Whether no process of the program is there, be it one that had not run its first line when it was ended.
    var hasEnded: Bool {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: "/proc").allSatisfy { name in
                guard Int32(name) != nil,
                    let line = FileManager.default.contents(atPath: "/proc/\(name)/cmdline")
                else {
                    return true
                }
                return !String(decoding: line, as: UTF8.self).contains(program)
            }
        }
    }

    /// What was heard of a worker.
    struct Heard<Answer> {
        let events: [WorkerEvent]
        let answer: Answer
    }

    /// A request for a clip that is never looked at.
    static var story: IngestRequest {
        IngestRequest(input: "clip.mov", story: StoryDocument(slides: [Slide()]))
    }

    /// Has it perform a task.
    @discardableResult
    func perform<T: WorkerTask>(
        _ task: T, longestSilence: Duration = .seconds(60),
        cancellation: CancellationToken = CancellationToken(), outputs: StagedOutputs? = nil,
        isVerbose: Bool = false
    ) async throws(MediaError) -> Heard<T.Answer> {
        let host = WorkerPool(executable: program, longestSilence: longestSilence)
        let input: InputFile
        do {
            input = try InputFile(try OpenFile(program, for: .reading))
        } catch {
            throw MediaError(.bug, stage: .open, file: program, message: "\(error)")
        }
        let events = Mutex<[WorkerEvent]>([])
        let answer = try await host.perform(
            WorkerRequest(task, files: ["clip.mov"], isVerbose: isVerbose), files: [input], outputs: outputs,
            cancellation: cancellation
        ) { event in
            events.withLock { $0.append(event) }
        }
        return Heard(events: events.withLock { $0 }, answer: answer)
    }
}
