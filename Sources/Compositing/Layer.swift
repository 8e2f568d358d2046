internal import Story

/// One overlay, ready to be blended.
struct Layer: Sendable {
    /// The overlay's JSONPath, for what is said about it.
    let path: String
    let presence: Presence
    /// The first moment at which the overlay is seen no more, in seconds.
    let end: Double
    let box: BoxTransform
    let content: Content
    /// Of the box's corners, in pixels.
    var cornerRadius = 0.0
    /// What can be tapped by itself.
    var parts: [LayerPart] = []

    enum Content: Sendable {
        case still(LayerPicture)
        case moving(StickerAnimation)
    }

    /// What is seen of the overlay at a moment; nil where that is nothing.
    func state(at seconds: Double) -> LayerState? {
        guard presence.start <= seconds, seconds < end else { return nil }
        let entered = presence.enter.appearance(after: seconds - presence.start)
        let left = presence.exit.appearance(after: end - seconds)
        let opacity = presence.opacity * entered.opacity * left.opacity
        let state = LayerState(
            picture: picture(at: seconds - presence.start),
            opacity: UInt16((opacity * Double(LayerState.fullOpacity)).rounded()),
            scale: Int((entered.scale * left.scale * Double(LayerState.fullScale)).rounded()))
        return state.opacity > 0 && state.scale > 0 ? state : nil
    }

    /// What is blended in a state; drawn anew at a size that is not the layer's own.
    ///
    /// - Parameter canvas: the area of the whole frame.
    func overlay(for state: LayerState, on canvas: PixelArea) throws(LayerFailure) -> OverlayBitmap {
        let picture: LayerPicture
        switch content {
        case .still(let still): picture = still
        case .moving(let animation): picture = try animation.picture(state.picture)
        }
        guard state.scale != LayerState.fullScale, let source = picture.source else { return picture.overlay }
        let scaled = source.scaled(
            by: Double(state.scale) / Double(LayerState.fullScale), about: box.center)
        return OverlayBitmap(scaled, on: canvas)
    }

    private func picture(at seconds: Double) -> Int {
        switch content {
        case .still: 0
        case .moving(let animation): animation.timing.index(at: seconds)
        }
    }
}

/// A part of an overlay that can be tapped by itself, in pixels from the upper left corner of its box.
struct LayerPart: Hashable, Sendable {
    let role: HitRegion.Role
    let index: Int
    let box: Rectangle
}

/// A layer's picture on the canvas.
struct LayerPicture: Sendable {
    let overlay: OverlayBitmap
    /// What is drawn anew at other sizes; nil where the layer never changes its size.
    let source: PlacedBitmap?

    /// - Parameters:
    ///   - canvas: the area of the whole frame.
    ///   - resizes: whether the layer changes its size.
    init(_ placed: PlacedBitmap, on canvas: PixelArea, resizes: Bool) {
        overlay = OverlayBitmap(placed, on: canvas)
        source = resizes ? placed : nil
    }

    /// The memory that it takes.
    var bytes: Int { overlay.bytes + (source?.bitmap.pixels.count ?? 0) * MemoryLayout<UInt32>.size }
}

/// What is seen of a layer at a moment.
struct LayerState: Hashable, Sendable {
    /// Which of the layer's pictures.
    var picture: Int
    /// In 1/256ths, the steps in which a layer is blended.
    var opacity: UInt16
    /// In 1/1024ths: a layer as wide as the canvas changes by a pixel with each.
    var scale: Int

    static let fullOpacity = OverlayBitmap.opaque
    static let fullScale = 1024
}

/// What is seen at a moment; equal states draw equal pixels.
public struct OverlayState: Hashable, Sendable {
    /// One for each overlay, nil where it is not seen.
    let layers: [LayerState?]

    /// Whether nothing is seen.
    public var isEmpty: Bool { layers.allSatisfy { $0 == nil } }
}
