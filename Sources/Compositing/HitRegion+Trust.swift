package import Story

extension HitRegion {
    /// Takes the position of an overlay from another process, and everything else from the caller.
    ///
    /// Lengths are clamped to a few times the canvas's size: an overlay may lie outside the canvas, or be larger than
    /// it.
    package init(
        trusting region: HitRegion, payload: StickerContent?, kind: Overlay.Kind, start: Double, end: Double
    ) {
        self.init(
            overlay: region.overlay, payload: payload, kind: kind, center: region.center.bounded,
            size: region.size.bounded, rotation: region.rotation.bounded(to: 360_000),
            cornerRadius: region.cornerRadius.bounded(to: 8), start: start, end: end,
            subregions: region.subregions.prefix(100).map { part in
                Subregion(
                    role: part.role, index: max(0, part.index), center: part.center.bounded,
                    size: part.size.bounded)
            }, slide: region.slide)
    }
}

extension Overlay {
    /// The content of a drawn sticker; nil for text and for stickers from files.
    package var content: StickerContent? {
        guard case .drawn(let sticker) = self else { return nil }
        return sticker.content
    }

    /// The mentions, hashtags and links in a text overlay; empty for other overlays and for words in a file.
    package var textEntities: Set<StickerContent> {
        guard case .text(let text) = self else { return [] }
        return Set(EntityScanner.matches(in: text.text).map(\.content))
    }
}

extension HitRegion.Center {
    fileprivate var bounded: Self { Self(x: x.bounded(to: 8), y: y.bounded(to: 8)) }
}

extension HitRegion.Size {
    fileprivate var bounded: Self {
        Self(width: max(0, width.bounded(to: 8)), height: max(0, height.bounded(to: 8)))
    }
}

extension Double {
    fileprivate func bounded(to limit: Double) -> Double {
        isFinite ? Swift.min(Swift.max(self, -limit), limit) : 0
    }
}
