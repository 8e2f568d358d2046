import Foundation
import Probing
import TestSupport
import Testing
internal import Threading
import Transcoding

@testable import Files
@testable import Workers

/// Whatever a worker says, and however it ends or does not end, its parent goes on.
@Suite struct SupervisionTests {
    private static let sleep = "\nwhile True: time.sleep(1000)"

    @Test(
        "A worker that does not end after its last word is ended, and its word counts",
        arguments: [
            "answer('{}')", "answer('{}'); answer('{\"fork\":true}')",
            "answer('{}'); signal.signal(signal.SIGTERM, signal.SIG_IGN)",
            "answer('{}'); send(b'x' * 100)",
        ])
    func endsFinished(script: String) async throws {
        let worker = try LyingWorker(script + Self.sleep)
        #expect(try await worker.perform(SelfTestTask()).answer == [:])
        #expect(try worker.hasEnded)
    }

    @Test("A worker that does not end after it has failed is ended, and the failure counts")
    func endsFailed() async throws {
        let failure = """
            {"failed":{"code":"unusableMedia","stage":"probe","file":"clip.mov","message":"No."}}
            """
        let worker = try LyingWorker("say('\(failure)')" + Self.sleep)
        let error = await #expect(throws: MediaError.self) { try await worker.perform(ProbeTask("clip.mov")) }
        #expect(error?.code == .unusableMedia && error?.message == "No.")
        #expect(try worker.hasEnded)
    }

    @Test("A worker that says it was stopped, though it was not, has crashed")
    func refusesStop() async throws {
        let stop = """
            {"failed":{"code":"cancelled","stage":"probe","file":"clip.mov","message":"Stopped."}}
            """
        let worker = try LyingWorker("say('\(stop)')")
        let error = await #expect(throws: MediaError.self) { try await worker.perform(ProbeTask("clip.mov")) }
        #expect(error?.code == .crashed)
    }

    @Test(
        "A worker that says what cannot be read is ended at once",
        arguments: [
            "send(b'\\x7f\\xff\\xff\\xff')", "send(b'\\xff\\xff\\xff\\xff')", "say('')", "say('{}')",
            "say('{\"answered\":')", "say('{\"unheardOf\":{}}')", "say('[' * 5000 + ']' * 5000)",
            "send(b'\\x00\\x00\\x00\\x02\\xff\\xfe')",
            "say('{\"reached\":{\"_0\":\"probe\",\"_1\":1e300}}')",
            "say('{\"divided\":{\"frame\":-9223372036854775808}}')",
            "say('{\"answered\":{\"task\":\"probe\"}}')",
            "say('{\"answered\":{},\"failed\":{}}')",
            "say('{\"wants\":{\"_0\":[{\"preview\":{}}]}}')",
            "say('{\"log\":{\"_0\":\"debug\",\"_1\":\"' + 'x' * 100000 + '\"}}')",
        ])
    func refusesNonsense(script: String) async throws {
        let worker = try LyingWorker(script + Self.sleep)
        let error = await #expect(throws: MediaError.self) { try await worker.perform(ProbeTask("clip.mov")) }
        #expect(error?.code == .crashed)
        #expect(try worker.hasEnded)
    }

    @Test(
        "A worker that closes its end without a word has crashed",
        arguments: [
            "parent.close(); os.close(0)", "parent.shutdown(socket.SHUT_RDWR)",
            "send(b'\\x00\\x00')\nsys.exit(0)",
        ])
    func endsWithoutWord(script: String) async throws {
        let worker = try LyingWorker(script + Self.sleep)
        let error = await #expect(throws: MediaError.self) { try await worker.perform(ProbeTask("clip.mov")) }
        #expect(error?.code == .crashed)
        #expect(try worker.hasEnded)
    }

    @Test(
        "A worker that ends after its last event, without an answer, is one clear error",
        arguments: [
            ("sys.exit(0)", "ended without a result (exit 0)"),
            ("sys.exit(75)", "ended without a result (exit 75)"),
            ("parent.shutdown(socket.SHUT_RDWR)" + sleep, "closed its connection without an answer"),
        ])
    func endsWithoutAnswer(script: String, words: String) async throws {
        let worker = try LyingWorker("say('{\"reached\":{\"_0\":\"plan\"}}')\n" + script)
        let error = await #expect(throws: MediaError.self) {
            try await worker.perform(PlanTask(LyingWorker.story))
        }
        #expect(error?.code == .crashed && error?.stage == .plan && error?.file == "clip.mov")
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
        #expect(try worker.hasEnded)
    }

    @Test(
        "The answer to another task is refused",
        arguments: ["answer('[]', 'review')", "answer('[]', 'verify')", "answer('{}', 'selfTest')"])
    func refusesOthersAnswer(script: String) async throws {
        let worker = try LyingWorker(script + Self.sleep)
        let error = await #expect(throws: MediaError.self) {
            try await worker.perform(PlanTask(LyingWorker.story))
        }
        #expect(error?.code == .crashed)
        #expect(error?.message.contains("answered another task than it was given") == true)
        #expect(try worker.hasEnded)
    }

    @Test(
        "Words are no sign of life, nor is progress that stands still",
        arguments: [
            "pass", "send(b'\\x00\\x00')",
            "while True: say('{\"log\":{\"_0\":\"debug\",\"_1\":\"x\"}}'); time.sleep(0.05)",
        ])
    func endsSilent(script: String) async throws {
        let worker = try LyingWorker(script + Self.sleep)
        let error = await #expect(throws: MediaError.self) {
            try await worker.perform(ProbeTask("clip.mov"), longestSilence: .seconds(1))
        }
        #expect(error?.code == .stalled)
        #expect(try worker.hasEnded)
    }

    @Test("A worker that goes on and on is ended when its time is over")
    func endsAtDeadline() async throws {
        let worker = try LyingWorker(
            "frame = 0\nwhile True: say('{\"divided\":{\"frame\":%d}}' % frame); frame += 1; time.sleep(0.02)"
        )
        var request = LyingWorker.story
        request.limits.work.seconds = 1
        let error = await #expect(throws: MediaError.self) {
            try await worker.perform(PlanTask(request))
        }
        #expect(error?.code == .stalled)
        #expect(error?.message.contains("work.seconds") == true)
        #expect(try worker.hasEnded)
    }

    @Test(
        "A worker hears of a cancel whatever it is doing",
        arguments: [
            "pass", "answer('{}')",
            "while True: say('{\"log\":{\"_0\":\"debug\",\"_1\":\"x\"}}')",
        ])
    func hearsCancel(script: String) async throws {
        let worker = try LyingWorker(script + Self.sleep)
        let cancellation = CancellationToken()
        cancellation.cancel()
        let error = await #expect(throws: MediaError.self) {
            try await worker.perform(SelfTestTask(), cancellation: cancellation)
        }
        #expect(error?.code == .cancelled)
        #expect(try worker.hasEnded)
    }

    @Test("Lines of FFmpeg are handed on to those who want them, bounded and without controls")
    func boundsWords() async throws {
        let worker = try LyingWorker(
            """
            for _ in range(3000): say('{"log":{"_0":"critical","_1":"a\\\\u001b]0;owned\\\\u0007\\\\nb' + 'x' * 3000 + '"}}')
            answer('{}')
            """)
        let heard = try await worker.perform(SelfTestTask(), isVerbose: true).events
        #expect(heard.count == AnswerLimits.logs)
        for event in heard {
            guard case .log(_, let line) = event else {
                Issue.record("\(event)")
                return
            }
            #expect(line.count == AnswerLimits.lineLength)
            #expect(!line.unicodeScalars.contains { $0.properties.generalCategory == .control })
        }
        let quiet = try LyingWorker(
            "say('{\"log\":{\"_0\":\"critical\",\"_1\":\"a\"}}')\nanswer('{}')")
        #expect(try await quiet.perform(SelfTestTask()).events.isEmpty)
    }

    @Test("A worker gets the files that it may write, once")
    func givesFiles() async throws {
        let directory = try TemporaryDirectory()
        let outputs = StagedOutputs(in: StagingDirectory(folder: try HeldFolder(directory.path)))
        let worker = try LyingWorker(
            """
            say('{"wants":{"_0":[{"preview":{}}]}}')
            os.write(take()[0], b"a picture")
            say('{"wants":{"_0":[{"preview":{}}]}}')
            """ + Self.sleep)
        let error = await #expect(throws: MediaError.self) {
            try await worker.perform(
                PreviewTask(LyingWorker.story, PreviewOptions(.frame(at: 0))), outputs: outputs)
        }
        #expect(error?.code == .crashed)
        #expect(directory.contents.filter { $0.hasSuffix("preview.png") }.count == 1)
        #expect(try outputs[.preview]?.head(100) == Array("a picture".utf8))
    }
}
