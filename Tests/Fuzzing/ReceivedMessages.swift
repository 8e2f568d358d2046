internal import Foundation
internal import Story

@testable internal import Conformance
@testable internal import Probing
@testable internal import StoryService
@testable internal import Transcoding
@testable internal import Workers

/// What a worker says, one message a line, as its parent hears it: each order's parent checks it, and uses what it lets
/// pass.
struct ReceivedMessages {
    private let lines: [[UInt8]]

    init(_ bytes: [UInt8]) {
        lines = bytes.split(separator: UInt8(ascii: "\n")).map(Array.init)
    }

    func hear() {
        for order in Self.orders {
            var check = AnswerCheck(order)
            for line in lines {
                // A worker that breaks the rules is ended, and says nothing more.
                guard let answer = try? check.read(line) else { break }
                use(answer.message, of: order)
            }
        }
    }

    private func use(_ message: WorkerMessage, of order: WorkerRequest) {
        precondition((try? JSONEncoder().encode(message)) != nil)
        switch message {
        case .probed(_, let media): report(media)
        case .inspected(let inspection):
            report(inspection.media)
            let findings = Conformance(of: inspection, to: Preset.story.requirements).findings
            precondition(findings.count < 10_000)
        case .reviewed(let slides):
            _ = StoryConformance(of: slides, missing: [], for: .story, joined: false).findings
        case .made(let slide): publish(slide, of: order)
        case .planned(let plans):
            precondition(plans.allSatisfy { $0.duration > 0 && $0.duration.isFinite })
        case .progress(let progress): precondition((0...100).contains(progress.percent))
        case .verified(let facts): precondition(facts.count == order.outputs.count)
        case .previewed(let preview): precondition(preview.width > 0)
        case .reached, .divided, .wants, .tested, .log, .failed, .finished: break
        }
    }

    private func report(_ media: MediaInfo) {
        let report = MediaInfoReport(media)
        precondition(!report.lines.isEmpty && !report.json.isEmpty)
    }

    /// What can be tapped is in the story, whatever the worker says of it.
    private func publish(_ slide: RenderedSlide, of order: WorkerRequest) {
        guard let regions = try? TrustedRegions(of: order.request.story, in: slide).regions else { return }
        for area in PlatformRegions(regions).telegram {
            if case .link(let url) = area.type { precondition(url == Self.link) }
            precondition(area.position.x.isFinite && area.position.width.isFinite)
        }
    }

    private static let link = "https://example.com/"

    /// An order of each kind, for a story with something to tap.
    private static let orders: [WorkerRequest] = {
        let json = """
            {"version": 1, "slides": [{"overlays": [{"type": "link", "url": "\(link)"}, {"type": "text", "text": "@ann"}]}]}
            """
        guard let story = try? StoryDocument(json: Array(json.utf8)) else {
            fatalError("the story cannot be read")
        }
        return [WorkerRequest.Task.probe, .plan, .make, .preview, .inspect, .review, .verify].map { task in
            var order = WorkerRequest(task, IngestRequest(input: "in", story: story), isVerbose: true)
            order.files = ["in"]
            order.preview = PreviewOptions(.frame(at: 0), slide: 1)
            return order
        }
    }()
}
