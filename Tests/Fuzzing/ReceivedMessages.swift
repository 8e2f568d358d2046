internal import Foundation
internal import Story

@testable internal import Conformance
@testable internal import Probing
@testable internal import StoryService
@testable internal import Transcoding
@testable internal import Workers

/// What a worker says, one message a line, as its host hears it: each task's host checks it, and uses what it lets
/// pass.
struct ReceivedMessages {
    private let lines: [[UInt8]]

    init(_ bytes: [UInt8]) {
        lines = bytes.split(separator: UInt8(ascii: "\n")).map(Array.init)
    }

    func hear() {
        let story = Self.story
        hear(ProbeTask("in")) { report($0) }
        hear(InspectTask("in")) { inspection in
            report(inspection.media)
            let findings = Conformance(of: inspection, to: Preset.story.requirements).findings
            precondition(findings.count < 10_000)
        }
        hear(ReviewTask(story)) { slides in
            _ = StoryConformance(of: slides, missing: [], for: .story, joined: false).findings
        }
        hear(PlanTask(story)) { use($0) }
        hear(MakeTask(story)) { precondition($0.slideCount > 0) }
        hear(PreviewTask(story, PreviewOptions(.frame(at: 0), slide: 1))) { precondition($0.width > 0) }
        hear(VerifyTask([], of: "in")) { precondition($0.isEmpty) }
        hear(SelfTestTask()) { precondition($0.count <= 1000) }
    }

    private func hear<T: WorkerTask>(_ task: T, answer: (T.Answer) -> Void) {
        var check = AnswerCheck(WorkerRequest(task, files: ["in"], isVerbose: true))
        for line in lines {
            // A worker that breaks the rules is ended, and says nothing more.
            guard let heard = try? check.read(line) else { break }
            precondition((try? JSONEncoder().encode(heard.message)) != nil)
            switch heard.message {
            case .answered(let found): answer(found)
            case .event(let event): use(event)
            case .failed: break
            }
        }
    }

    private func use(_ event: WorkerEvent) {
        switch event {
        case .probed(_, let media): report(media)
        case .made(let slide): publish(slide)
        case .planned(let plans): use(plans)
        case .progress(let progress): precondition((0...100).contains(progress.percent))
        case .reached, .divided, .wants, .written, .log: break
        }
    }

    private func use(_ plans: [ExportPlan]) {
        precondition(plans.allSatisfy { $0.duration > 0 && $0.duration.isFinite })
    }

    private func report(_ media: MediaInfo) {
        let report = MediaInfoReport(media)
        precondition(!report.lines.isEmpty && !report.json.isEmpty)
    }

    /// What can be tapped is in the story, whatever the worker says of it.
    private func publish(_ slide: RenderedSlide) {
        guard let regions = try? TrustedRegions(of: Self.story.story, in: slide).regions else { return }
        for area in PlatformRegions(regions).telegram {
            if case .link(let url) = area.type { precondition(url == Self.link) }
            precondition(area.position.x.isFinite && area.position.width.isFinite)
        }
    }

    private static let link = "https://example.com/"

    /// A story with something to tap.
    private static let story: IngestRequest = {
        let json = """
            {"version": 1, "slides": [{"overlays": [{"type": "link", "url": "\(link)"}, {"type": "text", "text": "@ann"}]}]}
            """
        guard let story = try? StoryDocument(json: Array(json.utf8)) else {
            fatalError("the story cannot be read")
        }
        return IngestRequest(input: "in", story: story)
    }()
}
