import Foundation
import Probing
import Story
import Synchronization
import TestSupport
internal import Threading

@testable import Files
@testable import Workers

/// A program that is started as a worker, gets its order, and then says and does what a test wants.
///
/// It is no decoder that was taken over but can do the same to its parent: say anything, and not end.
struct LyingWorker: ~Copyable {
    private let directory: TemporaryDirectory
    private let program: String

    /// - Parameter script: Python that follows the order's arrival. `say` sends a text as a message, `send` sends
    ///   bytes as they are, `order` is the order, `descriptors` what came with it, and `take` receives the
    ///   descriptors that the parent answers with.
    init(_ script: String) throws {
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
            data, descriptors = receive()
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

    /// Gives it an order for a clip that is never looked at.
    ///
    /// - Returns: what the parent heard before the order was done or given up.
    @discardableResult
    func perform(
        _ task: WorkerRequest.Task, longestSilence: Duration = .seconds(60), limits: Limits = Limits(),
        cancellation: CancellationToken = CancellationToken(), outputs: StagedOutputs? = nil,
        isVerbose: Bool = false
    ) async throws(MediaError) -> [WorkerMessage] {
        var request = IngestRequest(input: "clip.mov", story: StoryDocument(slides: [Slide()]))
        request.limits = limits
        var order = WorkerRequest(task, request, isVerbose: isVerbose)
        order.files = ["clip.mov"]
        let input: InputFile
        do {
            input = try InputFile(try OpenFile(program, for: .reading))
        } catch {
            throw MediaError(.bug, stage: .open, file: program, message: "\(error)")
        }
        let heard = Mutex<[WorkerMessage]>([])
        let host = WorkerProcess(executable: program, longestSilence: longestSilence)
        try await host.perform(order, files: [input], outputs: outputs, cancellation: cancellation) {
            message in
            heard.withLock { $0.append(message) }
        }
        return heard.withLock { $0 }
    }
}
