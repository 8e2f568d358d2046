/// What of a canvas a platform's own controls may cover, as dated data.
public struct SafeZone: Hashable, Sendable, Codable {
    /// The canvas on which the insets are as they are written, in pixels.
    public static let referenceWidth = 1080
    public static let referenceHeight = 1920

    /// What to keep clear at the upper edge, in pixels.
    public let top: Int
    public let bottom: Int
    public let left: Int
    public let right: Int
    /// Where the figures are from, and when they were read.
    public let source: String

    public init(top: Int, bottom: Int, left: Int, right: Int, source: String) {
        self.top = top
        self.bottom = bottom
        self.left = left
        self.right = right
        self.source = source
    }
}

extension SafeZone {
    /// The stories of Instagram and Facebook; the sides are those of reels, since their controls are alike.
    static let meta = SafeZone(
        top: 269, bottom: 384, left: 65, right: 65,
        source: """
            Meta Ads Guide's wording for stories, 14 % at the top and 20 % at the bottom, by way of \
            odysseymediagroup.co.uk and adsuploader.com; sides of 6 % as for reels, houseofmarketers.com; \
            compiled 2026-11.
            """)

    static let tiktok = SafeZone(
        top: 150, bottom: 540, left: 65, right: 162,
        source: """
            TikTok has no fixed figures (ads.tiktok.com, in-feed overlay files) and none for stories; adsights.ai: \
            28 % at the bottom, 15 % at the right; adfuseai.com: 150 at the top; compiled 2026-11.
            """)

    static let snapchat = SafeZone(
        top: 150, bottom: 150, left: 64, right: 64,
        source: "Snap Ads guidelines 11.16, repeated by audiencex.com; compiled 2026-11.")

    static let shorts = SafeZone(
        top: 150, bottom: 480, left: 65, right: 162,
        source: """
            No official page; a quarter at the bottom, googlesupport.serverhump.com; the other sides as TikTok's, \
            whose controls lie alike; compiled 2026-11.
            """)
}
