internal import Story

extension Artwork {
    /// Lays out a sticker.
    ///
    /// - Parameter cover: a song's cover picture.
    init(_ sticker: DrawnSticker, _ typesetter: StickerTypesetter, cover: Bitmap?) {
        let content = sticker.content
        let palette = StickerPalette(sticker.theme, accent: content.standardColors, color: sticker.color)
        let width = content.unitWidth
        self =
            switch content {
            case .addYours(let it): .addYours(it, width: width, palette, typesetter)
            case .arrow(let it): .arrow(it, width: width, palette, typesetter)
            case .countdown(let it): .countdown(it, width: width, palette, typesetter)
            case .emoji(let it): .emoji(it, width: width, typesetter)
            case .emojiSlider(let it): .emojiSlider(it, width: width, palette, typesetter)
            case .hashtag(let it):
                .label("#" + it.tag, "tag", icon: nil, maximumWidth: width, palette, typesetter)
            case .link(let it):
                .label(
                    it.label ?? it.host ?? it.url, it.label == nil ? "url" : "label", icon: .chain,
                    maximumWidth: width, palette, typesetter)
            case .location(let it):
                .label(it.name, "name", icon: .pin, maximumWidth: width, palette, typesetter)
            case .mention(let it):
                .label("@" + it.handle, "handle", icon: nil, maximumWidth: width, palette, typesetter)
            case .music(let it): .music(it, cover: cover, width: width, palette, typesetter)
            case .poll(let it): .poll(it, width: width, palette, typesetter)
            case .question(let it): .question(it, width: width, palette, typesetter)
            case .quiz(let it): .quiz(it, width: width, palette, typesetter)
            case .time(let it): .time(it, maximumWidth: width, palette, typesetter)
            }
    }
}

extension StickerContent {
    /// The default width of the kind's stickers, in units.
    var unitWidth: Double { (standardWidth * TextStyle.referenceWidth).rounded() }

    /// The kind's own colours, from left to right.
    fileprivate var standardColors: [Color] {
        func colors(_ values: UInt32...) -> [Color] {
            values.map { value in
                Color(
                    red: UInt8(truncatingIfNeeded: value >> 16), green: UInt8(truncatingIfNeeded: value >> 8),
                    blue: UInt8(truncatingIfNeeded: value))
            }
        }
        return switch self {
        case .addYours: colors(0xf2_3d6d, 0x7a_35e8)
        case .arrow: colors(0xf2_2f6d, 0xf5_6a1a)
        case .countdown: colors(0xc2_2fe0, 0x4a_8df5)
        case .emoji, .time: colors(0x26_2628)
        case .emojiSlider: colors(0xf5_6a1a, 0xf2_2f7a)
        case .hashtag: colors(0x9a_2fe0, 0xf2_3d8a)
        case .link: colors(0x0a_6cf0, 0x18_9cf5)
        case .location: colors(0x6a_35e8, 0xc2_2fe0)
        case .mention: colors(0xf5_7a10, 0xe8_2a5d)
        case .music: colors(0xf2_3d6d, 0x7a_35e8)
        case .poll: colors(0x0a_7df0, 0x7a_35e8)
        case .question: colors(0x7a_35e8, 0xf2_3d6d)
        case .quiz: colors(0x5a_2fd0, 0xb0_2fd8)
        }
    }
}
