internal import Synchronization

/// What was drawn last of a layer, for the frames until it changes.
final class DrawnLayer: Sendable {
    private let last = Mutex<(state: LayerState, overlay: OverlayBitmap)?>(nil)

    /// What was drawn for an equal state, or what `draw` draws now.
    func overlay(
        for state: LayerState, _ draw: () throws(LayerFailure) -> OverlayBitmap
    ) throws(LayerFailure) -> OverlayBitmap {
        if let last = last.withLock({ $0 }), last.state == state { return last.overlay }
        let overlay = try draw()
        last.withLock { $0 = (state, overlay) }
        return overlay
    }
}
