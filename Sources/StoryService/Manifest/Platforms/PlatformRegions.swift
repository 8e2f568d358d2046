internal import Compositing

/// A slide's hit regions in the formats of the platforms, to be sent with the video.
///
/// Platforms have no times: each region lasts as long as the story.
public struct PlatformRegions: Hashable, Sendable, Codable {
    /// `areas` in `postStory` of Telegram's Bot API.
    public var telegram: [TelegramStoryArea]
    /// `user_tags` of a story in Instagram's Graph API.
    public var instagram: [InstagramUserTag]
    /// `interactive_components_spec` of an Instagram story ad; nil if no region is a poll with two options.
    public var meta: MetaInteractiveComponents?

    init(_ regions: [HitRegion]) {
        telegram = regions.compactMap(TelegramStoryArea.init)
        instagram = regions.compactMap(InstagramUserTag.init)
        meta = MetaInteractiveComponents(regions)
    }
}
