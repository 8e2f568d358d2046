internal import Synchronization

/// The last drawing of a layer, kept until the layer's state changes.
final class DrawnLayer: Sendable {
    private let last = Mutex<(state: LayerState, overlay: OverlayBitmap)?>(nil)

    /// The last drawing if it shows an equal state, otherwise a new one from `draw`.
    func overlay(
        for state: LayerState, _ draw: () throws(LayerFailure) -> OverlayBitmap
    ) throws(LayerFailure) -> OverlayBitmap {
        if let last = last.withLock({ $0 }), last.state == state { return last.overlay }
        let overlay = try draw()
        last.withLock { $0 = (state, overlay) }
        return overlay
    }
}
