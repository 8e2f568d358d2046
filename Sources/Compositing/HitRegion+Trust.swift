package import Story

extension HitRegion {
    /// Where another process says that something lies, with everything else as the caller knows it.
    ///
    /// Lengths are brought within a few times the canvas: an overlay may lie outside of it, or be larger.
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
    /// What a drawn sticker is and says; nil for text and for stickers from files.
    package var content: StickerContent? {
        guard case .drawn(let sticker) = self else { return nil }
        return sticker.content
    }

    /// What a text names that people can tap; none for what is no text, and for words that are in a file.
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
