public import Libav
public import Story

/// Draws a slide's overlays onto its frames.
///
/// Module Compositing: everything is shaped, decoded, scaled and converted once, when the compositor is
/// made; for each frame, only the boxes of what is seen are blended.
public struct Compositor: Sendable {
    public let canvasWidth: Int
    public let canvasHeight: Int
    /// What was taken in place of what the story names, a sentence each.
    public let substitutions: [String]
    /// Where each overlay lies that shows anything, in the order of the overlays, each followed by what its text
    /// names.
    public let hitRegions: [HitRegion]
    private let overlays: [Overlay]
    private let layers: [Layer]
    /// Which overlay each layer is.
    private let places: [Int]

    /// Loads and lays out overlays.
    ///
    /// - Parameters:
    ///   - overlays: in stacking order, later ones on top.
    ///   - canvasWidth: pixels of the frames to come, even.
    ///   - canvasHeight: pixels of the frames to come, even.
    ///   - slideDuration: how long the slide lasts, in seconds: the end of what has none.
    ///   - baseDirectory: the folder from which stickers' paths start.
    ///   - path: the list's JSONPath, for what is said about it.
    /// - Throws: ``CompositingError`` with everything that is wrong with the overlays.
    public init(
        overlays: [Overlay], canvasWidth: Int, canvasHeight: Int, slideDuration: Double,
        baseDirectory: String, path: String = "$.slides[0].overlays"
    ) throws(CompositingError) {
        precondition(canvasWidth > 0 && canvasHeight > 0 && canvasWidth % 2 == 0 && canvasHeight % 2 == 0)
        var loader = LayerLoader(
            canvasWidth: canvasWidth, canvasHeight: canvasHeight, slideDuration: slideDuration,
            baseDirectory: baseDirectory)
        var places: [Int] = []
        for (index, overlay) in overlays.enumerated() {
            try loader.load(overlay, path: "\(path)[\(index)]")
            if loader.layers.count > places.count { places.append(index) }
        }
        guard loader.problems.isEmpty else { throw .unusable(loader.problems) }
        self.canvasWidth = canvasWidth
        self.canvasHeight = canvasHeight
        self.overlays = overlays
        substitutions = loader.substitutions.map(\.description)
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

    /// What is seen at a moment, in seconds from the slide's start.
    public func state(at seconds: Double) -> OverlayState {
        OverlayState(layers: layers.map { $0.state(at: seconds) })
    }

    /// Where each overlay lies at a moment, in seconds from the slide's start; nil for those that are not
    /// seen.
    public func hitRegions(at seconds: Double) -> [HitRegion?] {
        zip(places, layers).map { index, layer in
            HitRegion(
                layer, at: seconds, overlay: index, of: overlays, canvasWidth: canvasWidth,
                canvasHeight: canvasHeight)
        }
    }

    /// Draws what is seen at a moment.
    ///
    /// - Parameters:
    ///   - seconds: from the slide's start.
    ///   - frame: of the canvas's size and `yuv420p`, BT.709 in limited range; its data has no
    ///     other reference.
    /// - Throws: ``CompositingError`` where the frame is another one, or where a sticker that does not fit
    ///   into memory can no longer be read.
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
