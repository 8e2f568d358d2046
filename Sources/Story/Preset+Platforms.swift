extension Preset {
    /// Every preset, the default first.
    public static let all: [Preset] = [
        story, story60, tiktokStory, instagramStory, facebookStory, snapchat, youtubeShort, whatsappStatus,
        threads,
    ]

    /// The preset with that name; nil where there is none.
    public static func named(_ name: String) -> Preset? {
        all.first { $0.name == name }
    }

    /// What any of the platforms takes.
    public static let story = Preset(
        name: "story", width: 1080, height: 1920, frameRate: 30, maximumSeconds: 15,
        maximumBytes: 100_000_000,
        safeZone: .meta,
        source: """
            The narrowest of the presets here: TikTok's 15 s, Instagram's 25 Mbit/s, 128 kbit/s, 100 MB \
            and no edit lists, Facebook's closed groups of 2–5 s; compiled 2026-11.
            """)

    /// ``story`` for fast movement.
    public static let story60 = Preset(
        name: "story-60", width: 1080, height: 1920, frameRate: 60, maximumSeconds: 15,
        maximumBytes: 100_000_000,
        safeZone: .meta,
        source: """
            As `story`, at the highest frame rate that Instagram (23–60), TikTok (23–60) and Facebook (24–60) \
            take; compiled 2026-11.
            """)

    public static let tiktokStory = Preset(
        name: "tiktok-story", width: 1080, height: 1920, frameRate: 30, maximumSeconds: 15,
        maximumVideoBitRate: 7_500_000,
        maximumBytes: 15_000_000,
        safeZone: .tiktok,
        source: """
            No API and no page by TikTok itself; 15 s and about 15 MB according to socialpilot.co, idigic.net \
            and others, 2022–2024. Codec and frame rate: \
            developers.tiktok.com/doc/content-posting-api-media-transfer-guide.
            """)

    public static let instagramStory = Preset(
        name: "instagram-story", width: 1080, height: 1920, frameRate: 30, maximumSeconds: 60,
        maximumVideoBitRate: 12_500_000,
        maximumBytes: 100_000_000,
        safeZone: .meta,
        source: """
            developers.facebook.com, Instagram Graph API, IG User Media, story video specifications, read \
            2026-10: 3–60 s, 100 MB, 25 Mbit/s; 60 s × 12.6 Mbit/s = 94.7 MB.
            """)

    public static let facebookStory = Preset(
        name: "facebook-story", width: 1080, height: 1920, frameRate: 30, maximumSeconds: 60,
        safeZone: .meta,
        source: """
            developers.facebook.com/docs/page-stories-api, read 2026-10: at most 60 s, 24–60 fps, closed \
            groups of 2–5 s; no size stated.
            """)

    public static let snapchat = Preset(
        name: "snapchat", width: 1080, height: 1920, frameRate: 30, maximumSeconds: 60,
        maximumBytes: 500_000_000,
        safeZone: .snapchat,
        source: """
            ayrshare.com and getlate.dev media guidelines for Snapchat stories, read 2026-10: 5–60 s, 500 MB, \
            9:16.
            """)

    public static let youtubeShort = Preset(
        name: "youtube-short", width: 1080, height: 1920, frameRate: 30, maximumSeconds: 180,
        groupOfPicturesSeconds: 0.5, audioBitRate: 384_000,
        maximumBytes: 256_000_000_000,
        safeZone: .shorts,
        source: """
            support.google.com/youtube/answer/1722171 (groups of half the frame rate, AAC 384 kbit/s) and \
            15424877 (up to 3 minutes since 2024-10-15), read 2026-10.
            """)

    public static let whatsappStatus = Preset(
        name: "whatsapp-status", width: 720, height: 1280, frameRate: 30, maximumSeconds: 60,
        maximumVideoBitRate: 1_900_000,
        maximumBytes: 16_000_000,
        source: """
            No official page; 60 s (gizchina.com, 2024-03-20), 16 MB (dev.to): 60 s × 2.03 Mbit/s = 15.2 MB.
            """)

    public static let threads = Preset(
        name: "threads", width: 1080, height: 1920, frameRate: 30, maximumSeconds: 300,
        maximumBytes: 1_000_000_000,
        source: """
            ayrshare.com/docs/media-guidelines/threads, read 2026-10: up to 300 s, 1 GB, 25 Mbit/s, 23–60 fps; \
            300 s × 25.1 Mbit/s = 942 MB.
            """)
}
