import Compositing
import Foundation
import Story
import TestSupport
import Testing

@testable import StoryService

/// The regions of stickers on a canvas of 9:16.
private func regions(_ stickers: [DrawnSticker]) throws -> [HitRegion] {
    try Compositor(
        overlays: stickers.map { .drawn($0) }, canvasWidth: 270, canvasHeight: 480, slideDuration: 5,
        baseDirectory: "/"
    ).hitRegions
}

private func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}

@Suite struct PlatformRegionsTests {
    private static let place = Placement(x: 0.5, y: 0.25, width: 0.4, rotation: -90)

    @Test("A link becomes Telegram's area: percent of the middle, degrees from 0 to 360")
    func telegramLink() throws {
        let link = LinkSticker(url: "https://example.com/a", label: "Read")
        let region = try #require(try regions([DrawnSticker(.link(link), placement: Self.place)]).first)
        let area = try #require(TelegramStoryArea(region))
        #expect(abs(area.position.x - 50) < 1e-9 && abs(area.position.y - 25) < 1e-9)
        #expect(area.position.rotation == 270)
        #expect(area.position.width == region.size.width * 100 && area.position.width < 40)
        #expect(area.position.height == region.size.height * 100)
        #expect(area.position.cornerRadius == region.cornerRadius * 100 && area.position.cornerRadius > 0)
        let json = try TestSupport.JSON(parsing: text(area))
        #expect(json["type"]?["type"]?.string == "link")
        #expect(json["type"]?["url"]?.string == "https://example.com/a")
        #expect(
            json["position"]?.members.keys.sorted() == [
                "corner_radius_percentage", "height_percentage", "rotation_angle", "width_percentage",
                "x_percentage", "y_percentage",
            ])
    }

    @Test("A place becomes Telegram's area where its coordinates are known")
    func telegramLocation() throws {
        let known = LocationSticker(name: "Rom", latitude: 41.9, longitude: 12.5)
        let areas = try regions([
            DrawnSticker(.location(known)), DrawnSticker(.location(LocationSticker(name: "Rom"))),
            DrawnSticker(.mention(MentionSticker(handle: "a"))),
        ]).map(TelegramStoryArea.init)
        #expect(areas.map { $0?.type } == [.location(latitude: 41.9, longitude: 12.5), nil, nil])
        #expect(try text(areas[0]?.type) == #"{"latitude":41.9,"longitude":12.5,"type":"location"}"#)
    }

    @Test("A mention becomes Instagram's tag, unless its middle is outside")
    func instagram() throws {
        let mention = StickerContent.mention(MentionSticker(handle: "nasa"))
        let tags = try regions([
            DrawnSticker(mention, placement: Placement(x: 0.25, y: 0.75, width: 0.4)),
            DrawnSticker(mention, placement: Placement(x: 1.2, y: 0.5, width: 0.4)),
            DrawnSticker(.hashtag(HashtagSticker(tag: "nasa"))),
        ]).map(InstagramUserTag.init)
        #expect(tags[1] == nil && tags[2] == nil)
        let tag = try #require(tags[0])
        // A box begins on a whole pixel of the 270.
        #expect(tag.username == "nasa" && abs(tag.x - 0.25) < 0.002 && abs(tag.y - 0.75) < 0.002)
        #expect(try TestSupport.JSON(parsing: text(tag)).members.keys.sorted() == ["username", "x", "y"])
    }

    @Test("A poll of two options becomes a component of Meta's ads")
    func meta() throws {
        let two = PollSticker(question: "Which?", options: ["A", "B"])
        let three = PollSticker(options: ["A", "B", "C"])
        let all = try regions([
            DrawnSticker(.poll(three)), DrawnSticker(.poll(two), placement: Placement(width: 0.5)),
        ])
        let spec = try #require(MetaInteractiveComponents(all))
        let component = try #require(spec.components.first)
        #expect(spec.components.count == 1)
        #expect(component.position.width == 0.5 && abs(component.position.x - 0.5) < 0.002)
        let json = try TestSupport.JSON(parsing: text(component))
        #expect(json["type"]?.string == "poll")
        #expect(json["poll_spec"]?["question_text"]?.string == "Which?")
        #expect(json["poll_spec"]?["option_a_text"]?.string == "A")
        #expect(json["poll_spec"]?["option_b_text"]?.string == "B")
        #expect(json["position_spec"]?.members.keys.sorted() == ["height", "rotation", "width", "x", "y"])
        #expect(try MetaInteractiveComponents(regions([DrawnSticker(.poll(three))])) == nil)
    }

    @Test("What was written into a manifest is read again")
    func codable() throws {
        let all = PlatformRegions(
            try regions([
                DrawnSticker(.poll(PollSticker(options: ["A", "B"]))),
                DrawnSticker(.link(LinkSticker(url: "https://example.com"))),
                DrawnSticker(.location(LocationSticker(name: "Rom", latitude: 41.9, longitude: 12.5))),
                DrawnSticker(.mention(MentionSticker(handle: "nasa"))),
            ]))
        let data = try JSONEncoder().encode(all)
        #expect(try JSONDecoder().decode(PlatformRegions.self, from: data) == all)
        #expect(all.telegram.count == 2 && all.instagram.count == 1 && all.meta != nil)
    }
}
