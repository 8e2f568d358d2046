import Compositing
import Foundation
import Story
import Testing

@testable import Probing
@testable import Transcoding
@testable import Workers

/// What can be tapped comes from the story.
@Suite struct TrustedRegionsTests {
    private let story: StoryDocument

    init() throws {
        let json = """
            {"version": 1, "slides": [{"overlays": [
                {"type": "link", "url": "https://good.example/shop", "label": "Shop"},
                {"type": "text", "text": "by @ann #summer", "start": 1, "end": 3}
            ]}]}
            """
        story = try StoryDocument(json: Array(json.utf8))
    }

    /// A slide whose worker tells of these regions.
    private func slide(_ regions: String) throws -> RenderedSlide {
        let sample = try SlideSample()
        var slide = RenderedSlide(
            source: 1, path: "photo.png", media: sample.media, plan: sample.plan, result: sample.result,
            coverTime: 0)
        slide.result.overlays = try JSONDecoder().decode([HitRegion].self, from: Data("[\(regions)]".utf8))
        return slide
    }

    private static func region(
        _ overlay: Int, _ kind: String, _ payload: String? = nil, x: String = "0.5", start: Double = 0,
        end: Double = 5
    ) -> String {
        """
        {"overlay": \(overlay), "kind": "\(kind)", \(payload.map { "\"payload\": \($0)," } ?? "")
         "center": {"x": \(x), "y": 0.4}, "size": {"width": 0.2, "height": 0.1}, "rotation": 0, "cornerRadius": 0,
         "start": \(start), "end": \(end), "subregions": []}
        """
    }

    @Test("A link that the story does not have is replaced by the story's")
    func keepsLink() throws {
        let slide = try slide(
            Self.region(0, "link", #"{"url": "https://evil.example/shop"}"#, start: 2, end: 99))
        let region = try #require(try TrustedRegions(of: story, in: slide).regions.first)
        guard case .link(let link) = region.payload else {
            Issue.record("\(region)")
            return
        }
        #expect(link.url == "https://good.example/shop")
        #expect(region.start == 0 && region.end == slide.plan.duration)
        #expect(region.center.x == 0.5)
    }

    @Test("What a text names stays, and what it does not name is left out")
    func keepsEntities() throws {
        let slide = try slide(
            [
                Self.region(0, "link"), Self.region(1, "text"),
                Self.region(1, "mention", #"{"handle": "ann"}"#, start: 0, end: 5),
                Self.region(1, "mention", #"{"handle": "eve"}"#),
                Self.region(1, "link", #"{"url": "https://evil.example"}"#),
            ].joined(separator: ","))
        let regions = try TrustedRegions(of: story, in: slide).regions
        #expect(regions.map(\.kind) == [.link, .text, .mention])
        #expect(regions.dropFirst().allSatisfy { $0.start == 1 && $0.end == 3 })
        #expect(regions.last?.payload == .mention(MentionSticker(handle: "ann")))
    }

    @Test("A sticker that is always drawn cannot be left out")
    func refusesOmission() throws {
        let slide = try slide(Self.region(1, "text"))
        #expect(throws: MediaError.self) { try TrustedRegions(of: story, in: slide) }
    }

    @Test("A place far outside is brought near", arguments: ["1e15", "-1e15"])
    func bounds(x: String) throws {
        let slide = try slide(Self.region(0, "link", #"{"url": "https://good.example/shop"}"#, x: x))
        let region = try #require(try TrustedRegions(of: story, in: slide).regions.first)
        #expect(abs(region.center.x) <= 8)
    }

    @Test("An overlay that is not in the story is refused", arguments: [-1, 2, Int.max >> 11])
    func refusesOverlay(overlay: Int) throws {
        let slide = try slide(Self.region(overlay, "text"))
        #expect(throws: MediaError.self) { try TrustedRegions(of: story, in: slide) }
    }
}
