internal import Story

/// A tappable part of a text, with the sticker that means the same.
struct TextEntity: Hashable, Sendable {
    let content: StickerContent
    /// In pixels of the text's box. An entity that wraps has one box on each line.
    let box: Rectangle
}

extension EntityScanner.Match {
    var content: StickerContent {
        switch kind {
        case .mention: .mention(MentionSticker(handle: payload))
        case .hashtag: .hashtag(HashtagSticker(tag: payload))
        case .link:
            // Links without a scheme begin with "www.".
            .link(
                LinkSticker(
                    url: payload.lowercased().hasPrefix("http") ? payload : "https://\(payload)"))
        }
    }
}

extension HitRegion {
    /// The hit region of an entity in a layer's text.
    init(_ entity: TextEntity, in layer: Layer, overlay: Int, canvasWidth: Int, canvasHeight: Int) {
        let width = Double(canvasWidth)
        let height = Double(canvasHeight)
        let box = layer.box
        let center = box.apply(entity.box.center)
        self.init(
            overlay: overlay, payload: entity.content, kind: entity.content.kind,
            center: Center(x: center.x / width, y: center.y / height),
            size: Size(
                width: entity.box.width * box.scale / width, height: entity.box.height * box.scale / height),
            rotation: box.radians * 180 / .pi, cornerRadius: 0, start: layer.motion.presence.start,
            end: layer.motion.end, subregions: [])
    }
}
