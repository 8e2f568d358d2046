internal import Compositing

/// A slide's hit regions as platforms take them, to be sent along with the video.
///
/// Platforms know no times: each region is there as long as the story is.
public struct PlatformRegions: Hashable, Sendable, Codable {
    /// `areas` of `postStory` of Telegram's Bot API.
    public var telegram: [TelegramStoryArea]
    /// `user_tags` of a story of Instagram's Graph API.
    public var instagram: [InstagramUserTag]
    /// `interactive_components_spec` of an Instagram story ad; nil where there is no poll of two options.
    public var meta: MetaInteractiveComponents?

    init(_ regions: [HitRegion]) {
        telegram = regions.compactMap(TelegramStoryArea.init)
        instagram = regions.compactMap(InstagramUserTag.init)
        meta = MetaInteractiveComponents(regions)
    }
}
