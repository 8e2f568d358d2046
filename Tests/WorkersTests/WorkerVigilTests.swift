import Foundation
import Logging
import Probing
import Testing
import Transcoding

@testable import Workers

/// When a worker is ended that does not end by itself.
@Suite struct WorkerVigilTests {
    private func vigil(silence: Duration = .seconds(60), seconds: Int = 60) -> WorkerVigil {
        var limits = WorkLimits()
        limits.seconds = seconds
        return WorkerVigil(limits, longestSilence: silence)
    }

    @Test("A worker may go on while it makes progress, with as many threads as decoders need")
    func allowsWork() {
        var vigil = vigil()
        vigil.note(.reached(.probe), isLife: true)
        #expect(vigil.reasonToEnd(nil) == nil)
        #expect(vigil.reasonToEnd(100) == nil)
    }

    @Test("Too many threads are a violation, and the number is named")
    func countsThreads() {
        var vigil = vigil()
        guard case .violation(let what)? = vigil.reasonToEnd(100_000) else {
            Issue.record("100000 threads are no reason")
            return
        }
        #expect(what.contains("100000 threads"))
    }

    @Test("Silence and a passed deadline end the work, and say which of them it was")
    func ends() async throws {
        var silent = vigil(silence: .milliseconds(20))
        var slow = vigil(seconds: 0)
        try await Task.sleep(for: .milliseconds(60))
        guard case .stalled(let silence)? = silent.reasonToEnd(nil),
            case .stalled(let deadline)? = slow.reasonToEnd(nil)
        else {
            Issue.record("neither silence nor the deadline are a reason")
            return
        }
        #expect(silence.contains("No stage has made progress"))
        #expect(deadline.contains("work.seconds"))
    }

    @Test("Only what proves that the work goes on ends a silence")
    func needsLife() async throws {
        var vigil = vigil(silence: .milliseconds(40))
        try await Task.sleep(for: .milliseconds(60))
        // The clock is read here.
        _ = vigil.reasonToEnd(nil)
        vigil.note(.log(.debug, "x"), isLife: false)
        #expect(vigil.reasonToEnd(nil) != nil)
        vigil.note(.reached(.encode), isLife: true)
        #expect(vigil.reasonToEnd(nil) == nil)
    }

    @Test("Events tell the stage, which errors name")
    func knowsStage() throws {
        var vigil = vigil()
        #expect(vigil.stage == .open)
        let slide = try SlideSample()
        let made = RenderedSlide(
            source: 1, path: "in", media: slide.media, plan: slide.plan, result: slide.result, coverTime: 1)
        let stages: [(WorkerEvent, MediaError.Stage)] = [
            (.divided(frame: 1), .probe), (.planned([slide.plan]), .plan), (.wants([.preview]), .plan),
            (.made(made), .verify), (.reached(.encode), .encode), (.written(.preview), .verify),
        ]
        for (event, stage) in stages {
            vigil.note(event, isLife: true)
            #expect(vigil.stage == stage, "\(event)")
        }
    }
}
