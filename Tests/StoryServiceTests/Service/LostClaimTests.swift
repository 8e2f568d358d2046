import Foundation
import Jobs
import JobsTestSupport
import Logging
import SQLiteJobs
import Story
import TestSupport
import Testing
internal import Threading
import Workers

@testable import StoryService

/// Stories of a runner whose store loses its claim while it publishes, as when a connection drops.
@Suite struct LostClaimTests {
    enum Order: CaseIterable {
        /// The new runner works the job to its end before the old one gives names.
        case newFirst
        /// Both are about to give names, and the old runner is the first.
        case oldFirst
        /// The new runner begins when the old one has given names.
        case newLater
    }

    @Test("A claim that is lost while names are given makes one story, whole", arguments: Order.allCases)
    func oneStory(order: Order) async throws {
        let directory = try TemporaryDirectory()
        let upload = try directory.write("upload", to: "clip.mov")
        let store = try SQLiteJobStore(path: directory.file("queue/queue.sqlite"))
        let request = IngestRequest(
            input: upload, story: StoryDocument(slides: [Slide()]), outputDirectory: directory.file("out"))
        let job = try store.add(try IngestJob(request, from: directory.path).draft())
        let (isLost, hasGivenNames, isAboutToGiveNames) = (Flag(), Flag(), Flag())

        let old = BreakableStore(
            store, isBroken: Flag(),
            losingClaim: { claim, moment in
                if moment == .afterBody { hasGivenNames.set(true) }
                guard moment == (order == .newLater ? .afterBody : .beforeBody) else { return }
                _ = try? store.release(claim)
                isLost.set(true)
                while !isAboutToGiveNames.isSet, (try? store.job(job.id)?.state.isFinal) != true {
                    Thread.sleep(forTimeInterval: 0.01)
                }
            })
        let new = BreakableStore(
            store, isBroken: Flag(),
            losingClaim: { _, moment in
                guard order == .oldFirst, moment == .beforeBody else { return }
                isAboutToGiveNames.set(true)
                while !hasGivenNames.isSet { Thread.sleep(forTimeInterval: 0.01) }
            })
        let losers = Lock<[JobID]>([])
        async let oldRun: Void = Self.runner(on: old) { event in
            if case .lost(let job) = event { losers.withLock { $0.append(job) } }
        }.run(until: .idle)
        while !isLost.isSet { try await Task.sleep(for: .milliseconds(5)) }
        try await Self.runner(on: new).run(until: .idle)
        try await oldRun

        let after = try #require(try store.job(job.id))
        #expect(after.state == .completed && after.failures.isEmpty)
        #expect(losers.withLock { $0 } == [job.id])
        let outputs = directory.contents.filter { $0.hasPrefix("out/") }
        #expect(outputs == ["out/clip.jpg", "out/clip.json", "out/clip.mp4"])
        let manifest = try #require(Manifest.read(directory.file("out/clip.json")))
        #expect(manifest.isWhole(in: directory.file("out/")))
    }

    private static func runner(
        on store: any JobStore, onEvent: @escaping @Sendable (RunnerEvent) -> Void = { _ in }
    ) -> Runner {
        let handler = IngestJobHandler(host: ScriptedHost(), logger: Logger(label: "test"))
        return Runner(
            kinds: [IngestJob.kind], budget: ConcurrencyLimits(cores: 1, memoryPerJob: 1),
            openStore: { () throws(JobStoreError) in store }, onEvent: onEvent, perform: handler.perform)
    }
}
