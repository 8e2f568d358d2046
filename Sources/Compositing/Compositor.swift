public import Libav
public import Story

/// Draws a slide's overlays onto its frames.
///
/// The module Compositing shapes, decodes, scales and converts everything once, when it makes the compositor. For each
/// frame, it blends only the boxes of visible overlays.
public struct Compositor: Sendable {
    public let canvasWidth: Int
    public let canvasHeight: Int
    /// What was replaced because the story's choice is not available, a sentence each.
    public let substitutions: [String]
    /// The hit regions of all overlays that show anything, in the order of the overlays. Each is followed by the
    /// regions of the mentions, hashtags and links in its text.
    public let hitRegions: [HitRegion]
    private let overlays: [Overlay]
    private let layers: [Layer]
    /// The index of each layer's overlay.
    private let places: [Int]

    /// Loads and lays out overlays.
    ///
    /// - Parameters:
    ///   - overlays: in stacking order, later ones on top.
    ///   - canvasWidth: the frames' width in pixels, even.
    ///   - canvasHeight: the frames' height in pixels, even.
    ///   - slideDuration: the slide's duration in seconds: the end of overlays that have none.
    ///   - baseDirectory: the folder from which stickers' paths start.
    ///   - fonts: the story's own fonts; nil if it has none.
    ///   - path: the list's JSONPath, for messages.
    /// - Throws: ``CompositingError`` with everything that is wrong with the overlays.
    public init(
        overlays: [Overlay], canvasWidth: Int, canvasHeight: Int, slideDuration: Double,
        baseDirectory: String, fonts: FontLibrary? = nil, path: String = "$.slides[0].overlays"
    ) throws(CompositingError) {
        precondition(canvasWidth > 0 && canvasHeight > 0 && canvasWidth % 2 == 0 && canvasHeight % 2 == 0)
        let fonts = try fonts?.fonts(for: overlays)
        var loader = LayerLoader(
            canvasWidth: canvasWidth, canvasHeight: canvasHeight, slideDuration: slideDuration,
            baseDirectory: baseDirectory, fonts: fonts)
        var places: [Int] = []
        for (index, overlay) in overlays.enumerated() {
            try loader.load(overlay, path: "\(path)[\(index)]")
            if loader.layers.count > places.count { places.append(index) }
        }
        guard loader.problems.isEmpty else { throw .unusable(loader.problems) }
        self.canvasWidth = canvasWidth
        self.canvasHeight = canvasHeight
        self.overlays = overlays
        substitutions = ((fonts?.notes(on: overlays) ?? []) + loader.substitutions).map(\.description)
        layers = loader.layers
        self.places = places
        hitRegions = zip(places, loader.layers).flatMap { index, layer in
            let whole = HitRegion(
                layer, overlay: index, of: overlays, canvasWidth: canvasWidth, canvasHeight: canvasHeight)
            let entities = layer.entities.map { entity in
                HitRegion(
                    entity, in: layer, overlay: index, canvasWidth: canvasWidth, canvasHeight: canvasHeight)
            }
            return [whole] + entities
        }
    }

    /// The visible state at a moment, in seconds from the slide's start.
    public func state(at seconds: Double) -> OverlayState {
        OverlayState(layers: layers.map { $0.state(at: seconds) })
    }

    /// The hit region of each overlay at a moment, in seconds from the slide's start; nil for invisible overlays.
    public func hitRegions(at seconds: Double) -> [HitRegion?] {
        zip(places, layers).map { index, layer in
            HitRegion(
                layer, at: seconds, overlay: index, of: overlays, canvasWidth: canvasWidth,
                canvasHeight: canvasHeight)
        }
    }

    /// Draws the visible overlays at a moment.
    ///
    /// - Parameters:
    ///   - seconds: from the slide's start.
    ///   - frame: of the canvas's size and `yuv420p`, BT.709 in limited range; its data has no other reference.
    /// - Throws: ``CompositingError`` if the frame does not suit the compositor, or if a sticker that does not fit into
    ///   memory can no longer be read.
    public func draw(at seconds: Double, onto frame: inout Frame) throws(CompositingError) {
        guard frame.format == .yuv420p, frame.width == canvasWidth, frame.height == canvasHeight else {
            throw .wrongFrame("a frame of \(frame.width) × \(frame.height), \(frame.format)")
        }
        let canvas = PixelArea(x: 0, y: 0, width: canvasWidth, height: canvasHeight)
        for layer in layers {
            guard let state = layer.state(at: seconds) else { continue }
            do {
                try layer.overlay(for: state, on: canvas).blend(onto: &frame, opacity: state.opacity)
            } catch {
                throw CompositingError(error, path: layer.path)
            }
        }
    }
}
