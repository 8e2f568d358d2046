internal import Compositing
internal import Story

/// A person who is mentioned in a story on Instagram, and where.
///
/// Corresponds to an element of `user_tags` of the Graph API's `media`, which stories with a picture or a video accept
/// since July 2025. Instagram draws nothing there: the mention's sticker does.
public struct InstagramUserTag: Hashable, Sendable, Codable {
    public var username: String
    /// The centre, as a share of the width.
    public var x: Double
    /// The centre, as a share of the height.
    public var y: Double

    /// Nil if the region is not a mention, or if its centre is outside the canvas, which Instagram refuses.
    init?(_ region: HitRegion) {
        guard case .mention(let mention) = region.payload, (0...1).contains(region.center.x),
            (0...1).contains(region.center.y)
        else { return nil }
        username = mention.handle
        x = region.center.x
        y = region.center.y
    }
}
