internal import CPangoCairo
internal import Story

extension ShapedText {
    /// The emoji of several code points that are drawn as several pictures, because the font lacks the combination;
    /// each once.
    var dividedEmoji: [Character] {
        let candidates = text.string.contains { $0.isEmojiSequence }
        guard candidates else { return [] }
        let glyphs = pictures
        var found: [Character] = []
        var start = 0
        for character in text.string {
            let end = start + character.utf8.count
            if character.isEmojiSequence, !found.contains(character),
                glyphs.count(where: { (start..<end).contains($0) }) > 1
            {
                found.append(character)
            }
            start = end
        }
        return found
    }

    /// The byte offset in the text for each glyph that takes up space.
    ///
    /// Corresponds to `PangoGlyphString.log_clusters`.
    private var pictures: [Int] {
        var places: [Int] = []
        for run in lines.flatMap(\.runs) {
            guard let glyphs = unsafe run.pointer.pointee.glyphs, let item = unsafe run.pointer.pointee.item
            else { continue }
            for index in 0..<Int(unsafe glyphs.pointee.num_glyphs)
            where unsafe glyphs.pointee.glyphs[index].geometry.width > 0 {
                places.append(Int(unsafe item.pointee.offset + glyphs.pointee.log_clusters[index]))
            }
        }
        return places
    }
}

extension Character {
    /// Whether the character is an emoji of several code points (UTS #51, 1.4.5 to 1.4.9): a joined sequence, a skin
    /// tone, a flag or a keycap. Also true for a letter with a skin tone, which is not an emoji but would be drawn as
    /// two.
    fileprivate var isEmojiSequence: Bool {
        guard let first = unicodeScalars.first else { return false }
        guard first.properties.isEmoji else {
            return unicodeScalars.dropFirst().contains { $0.properties.isEmojiModifier }
        }
        return unicodeScalars.dropFirst().contains { scalar in
            switch scalar.value {
            // Joiner, keycap, emoji presentation.
            case 0x200d, 0x20e3, 0xfe0f: true
            // Regional indicators, skin tones, tags.
            case 0x1f1e6...0x1f1ff, 0x1f3fb...0x1f3ff, 0xe0020...0xe007f: true
            default: false
            }
        }
    }
}

extension Substitution {
    /// An emoji that is drawn as several pictures.
    init(divided emoji: Character, path: String) {
        let points = emoji.unicodeScalars.map(\.codePoint).joined(separator: " ")
        self.init(
            .emoji, path: path, reason: "no installed font has \(emoji) (\(points)) as one picture",
            taken: "its parts are drawn side by side")
    }
}
