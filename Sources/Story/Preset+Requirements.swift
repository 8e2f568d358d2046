extension Preset {
    /// What the platform that the preset is named after says of a video or a photo.
    ///
    /// The default presets are held against all that any platform here asks for.
    public var requirements: Requirements {
        switch name {
        case "tiktok-story": .tiktok
        case "instagram-story": .instagram
        case "facebook-story": .facebook
        case "snapchat": .snapchat
        case "youtube-short": .youtube
        case "whatsapp-status": .whatsapp
        case "threads": .threads
        default: .everywhere(seconds: maximumSeconds)
        }
    }
}

extension Requirements {
    private static let phoneCodecs = ["h264", "hevc"]

    /// What every platform takes: the narrowest of all figures below.
    static func everywhere(seconds: Double) -> Requirements {
        var all = Requirements(
            source: "the narrowest figures of Instagram, Facebook, TikTok, Snapchat and YouTube; 2026-10")
        all.seconds = 3...seconds
        all.bytes = 100_000_000
        all.frameRates = 24...60
        all.wantsConstantFrameRate = true
        all.videoCodecs = ["h264"]
        all.audioCodecs = ["aac"]
        all.leastWidth = 540
        all.leastHeight = 960
        all.mostWidth = 1920
        all.aspects = 0.5...0.6
        all.keyFrameSeconds = 0...5
        all.videoBitRate = 25_000_000
        all.sampleRate = 48_000
        all.channels = 2
        all.wantsPlainContainer = true
        all.photoBytes = 8_000_000
        all.photoFormats = ["jpeg"]
        return all
    }

    static let instagram = {
        var instagram = Requirements(
            source: "developers.facebook.com, Instagram Graph API, IG User Media, story video; 2026-10")
        instagram.seconds = 3...60
        instagram.bytes = 100_000_000
        instagram.frameRates = 23...60
        instagram.videoCodecs = phoneCodecs
        instagram.audioCodecs = ["aac"]
        instagram.mostWidth = 1920
        instagram.aspects = 0.1...10
        instagram.videoBitRate = 25_000_000
        instagram.sampleRate = 48_000
        instagram.channels = 2
        instagram.wantsPlainContainer = true
        instagram.photoBytes = 8_000_000
        instagram.photoFormats = ["jpeg"]
        return instagram
    }()

    static let tiktok = {
        var tiktok = Requirements(
            source: """
                developers.tiktok.com/doc/content-posting-api-media-transfer-guide, 2026-10; 15 s and 15 MB of a \
                story: socialpilot.co and others, 2022–2024
                """)
        tiktok.seconds = 1...15
        tiktok.bytes = 15_000_000
        tiktok.frameRates = 23...60
        tiktok.videoCodecs = phoneCodecs + ["vp8", "vp9"]
        tiktok.leastWidth = 360
        tiktok.leastHeight = 360
        tiktok.mostWidth = 4096
        tiktok.photoBytes = 20_000_000
        tiktok.photoFormats = ["jpeg", "webp"]
        return tiktok
    }()

    static let facebook = {
        var facebook = Requirements(source: "developers.facebook.com/docs/page-stories-api; 2026-10")
        facebook.seconds = 3...60
        facebook.frameRates = 24...60
        facebook.wantsConstantFrameRate = true
        facebook.videoCodecs = phoneCodecs + ["vp9", "av1"]
        facebook.audioCodecs = ["aac"]
        facebook.leastWidth = 540
        facebook.leastHeight = 960
        facebook.aspects = 0.55...0.57
        facebook.keyFrameSeconds = 0...5
        facebook.sampleRate = 48_000
        facebook.channels = 2
        // Translations of the page still say 4 MB.
        facebook.photoBytes = 10_000_000
        facebook.photoFormats = ["jpeg", "png", "gif"]
        return facebook
    }()

    static let snapchat = {
        var snapchat = Requirements(
            source: "ayrshare.com and getlate.dev, media guidelines for Snapchat stories; 2026-10")
        snapchat.seconds = 5...60
        snapchat.bytes = 500_000_000
        snapchat.leastWidth = 540
        snapchat.leastHeight = 960
        snapchat.aspects = 0.55...0.57
        snapchat.photoBytes = 20_000_000
        snapchat.photoFormats = ["jpeg", "png"]
        return snapchat
    }()

    static let youtube = {
        var youtube = Requirements(source: "support.google.com/youtube/answer/15424877; 2026-10")
        youtube.seconds = 0...180
        youtube.bytes = 256_000_000_000
        // Square or taller makes a Short of a video.
        youtube.aspects = 0...1
        return youtube
    }()

    static let whatsapp = {
        var whatsapp = Requirements(
            source: "gizchina.com, 2024-03-20 (60 s); dev.to (16 MB); no official page")
        whatsapp.seconds = 0...60
        whatsapp.bytes = 16_000_000
        return whatsapp
    }()

    static let threads = {
        var threads = Requirements(source: "ayrshare.com/docs/media-guidelines/threads; 2026-10")
        threads.seconds = 0...300
        threads.bytes = 1_000_000_000
        threads.frameRates = 23...60
        threads.videoCodecs = phoneCodecs
        threads.audioCodecs = ["aac"]
        threads.mostWidth = 1920
        threads.aspects = 0.01...10
        threads.videoBitRate = 25_000_000
        threads.sampleRate = 48_000
        threads.channels = 2
        threads.wantsPlainContainer = true
        threads.photoBytes = 8_000_000
        threads.photoFormats = ["jpeg", "png"]
        return threads
    }()
}
