import Foundation
import Libav
import Story
import Testing

@testable import Compositing

private let width = 270
private let height = 480

private func region(_ overlay: Overlay) throws -> (HitRegion, Compositor) {
    let compositor = try Compositor(
        overlays: [overlay], canvasWidth: width, canvasHeight: height, slideDuration: 4, baseDirectory: "/")
    return (try #require(compositor.hitRegions.first), compositor)
}

private func poll(_ placement: Placement) -> Overlay {
    .drawn(
        DrawnSticker(
            .poll(PollSticker(options: ["■■■", "■■■", "■■■"])), theme: .light,
            color: Color(red: 255, green: 0, blue: 0), placement: placement))
}

extension HitRegion {
    /// A canvas point relative to the middle of a region, in pixels, in the region's unrotated coordinates.
    fileprivate func local(_ x: Int, _ y: Int, about center: Center) -> (x: Double, y: Double) {
        let angle = -rotation * .pi / 180
        let dx = Double(x) + 0.5 - center.x * Double(width)
        let dy = Double(y) + 0.5 - center.y * Double(height)
        return (dx * cos(angle) - dy * sin(angle), dx * sin(angle) + dy * cos(angle))
    }

    /// Whether a point lies in a part of the canvas that has the region's rotation.
    fileprivate func contains(_ x: Int, _ y: Int, center: Center, size: Size, margin: Double) -> Bool {
        let point = local(x, y, about: center)
        return abs(point.x) <= size.width * Double(width) / 2 + margin
            && abs(point.y) <= size.height * Double(height) / 2 + margin
    }
}

@Suite struct HitRegionTests {
    private static let placements = [
        Placement(width: 0.5), Placement(x: 0.4, y: 0.6, anchor: .topLeft, width: 0.45, rotation: 30),
        Placement(x: 0.6, y: 0.3, anchor: .bottomRight, width: 0.4, rotation: -75),
        Placement(x: 0.5, y: 0.5, width: 0.8, rotation: 180),
    ]

    /// The card is white, and red where there is text, on a black canvas.
    @Test("A region matches the sticker's card to a pixel, including its rotation", arguments: placements)
    func coversCard(placement: Placement) throws {
        let (region, compositor) = try region(poll(placement))
        var frame = try Frame.filled(width: width, height: height)
        try compositor.draw(at: 0, onto: &frame)
        let luma = frame.samples(of: 0)
        let radius = region.cornerRadius * Double(width)
        let halfWidth = region.size.width * Double(width) / 2
        let halfHeight = region.size.height * Double(height) / 2
        var outside = 0
        var missing = 0
        for y in 0..<height {
            for x in 0..<width {
                let point = region.local(x, y, about: region.center)
                // The distance of the point outside the rounded box; negative inside.
                let dx = abs(point.x) - (halfWidth - radius)
                let dy = abs(point.y) - (halfHeight - radius)
                let distance =
                    (max(dx, 0) * max(dx, 0) + max(dy, 0) * max(dy, 0)).squareRoot() + min(max(dx, dy), 0)
                    - radius
                let isDrawn = luma[y * width + x] > 40
                if distance > 1, isDrawn { outside += 1 }
                if distance < -1, !isDrawn { missing += 1 }
            }
        }
        #expect(outside == 0 && missing == 0)
    }

    @Test("Each option's colour is found inside its region, and nowhere else", arguments: placements)
    func options(placement: Placement) throws {
        let (region, compositor) = try region(poll(placement))
        #expect(region.subregions.map(\.index) == [0, 1, 2])
        #expect(region.subregions.allSatisfy { $0.role == .option })
        var frame = try Frame.filled(width: width, height: height)
        try compositor.draw(at: 0, onto: &frame)
        let red = frame.samples(of: 2)
        var found = [0, 0, 0]
        for y in 0..<height / 2 {
            for x in 0..<width / 2 where red[y * width / 2 + x] > 160 {
                let hits = region.subregions.indices.filter {
                    let part = region.subregions[$0]
                    return region.contains(2 * x, 2 * y, center: part.center, size: part.size, margin: 1)
                }
                #expect(hits.count == 1)
                for hit in hits { found[hit] += 1 }
            }
        }
        #expect(found.allSatisfy { $0 > 10 })
        // All options have the same word.
        #expect(found.max().map { $0 < 2 * (found.min() ?? 0) } == true)
    }

    @Test("Each kind of sticker has its separately tappable parts")
    func parts() throws {
        let moment = try #require(Moment(rfc3339: "2026-12-24T18:00:00Z"))
        let expected: [(StickerContent, [HitRegion.Role])] = [
            (.poll(PollSticker(options: ["a", "b"])), [.option, .option]),
            (
                .quiz(QuizSticker(question: "?", options: ["a", "b", "c"], answer: 0)),
                [.option, .option, .option]
            ),
            (.question(QuestionSticker(prompt: "?")), [.field]),
            (.emojiSlider(EmojiSliderSticker(question: "?", emoji: "🔥")), [.slider]),
            (.addYours(AddYoursSticker(prompt: "?")), [.button]),
            (.mention(MentionSticker(handle: "a")), []), (.time(TimeSticker(format: .time, at: moment)), []),
        ]
        for (content, roles) in expected {
            let (region, _) = try region(.drawn(DrawnSticker(content)))
            #expect(region.subregions.map(\.role) == roles)
            #expect(region.kind == content.kind && region.payload == content)
            for part in region.subregions {
                #expect(abs(part.center.x - region.center.x) + part.size.width / 2 <= region.size.width / 2)
                #expect(abs(part.center.y - region.center.y) + part.size.height / 2 <= region.size.height / 2)
            }
        }
    }

    @Test("An encoded region of any kind can be decoded again")
    func codable() throws {
        let overlays: [Overlay] =
            DrawnStickerSample.all.map { sample in
                guard case .music(var music) = sample.sticker.content else { return .drawn(sample.sticker) }
                music.cover = nil
                return .drawn(DrawnSticker(.music(music)))
            } + [.text(TextOverlay(text: "t"))]
        let compositor = try Compositor(
            overlays: overlays, canvasWidth: 180, canvasHeight: 320, slideDuration: 4, baseDirectory: "/")
        let text = try JSONEncoder().encode(compositor.hitRegions)
        #expect(try JSONDecoder().decode([HitRegion].self, from: text) == compositor.hitRegions)
    }
}
