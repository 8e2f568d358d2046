internal import Libav

extension OverlayBitmap {
    /// The value of `opacity` that leaves an overlay's alpha unchanged.
    static let opaque: UInt16 = 256

    /// Blends the picture onto a frame. Parts outside the frame are dropped.
    ///
    /// - Parameter opacity: the factor for the picture's alpha, 0…256 for 0 to 1.
    /// - Precondition: the frame is `yuv420p` and its data has no other reference.
    func blend(onto frame: inout Frame, opacity: UInt16) {
        precondition(frame.format == .yuv420p && opacity <= Self.opaque)
        luma.blend(onto: &frame, plane: 0, x: x, y: y, opacity: opacity)
        cb.blend(onto: &frame, plane: 1, x: x / 2, y: y / 2, opacity: opacity)
        cr.blend(onto: &frame, plane: 2, x: x / 2, y: y / 2, opacity: opacity)
    }
}

extension OverlayBitmap.Plane {
    fileprivate func blend(onto frame: inout Frame, plane: Int, x: Int, y: Int, opacity: UInt16) {
        let samples = samples.span
        let alpha = alpha.span
        frame.withMutablePlane(plane) { target, layout in
            for row in max(0, -y)..<max(0, -y, min(height, layout.height - y)) {
                let columns = extents[row].clamped(to: max(0, -x)..<max(0, -x, layout.width - x))
                if columns.isEmpty { continue }
                let source = (row * width + columns.lowerBound)..<(row * width + columns.upperBound)
                let start = (y + row) * layout.stride + x + columns.lowerBound
                if opacity == OverlayBitmap.opaque {
                    blendRow(samples.extracting(source), alpha.extracting(source), onto: &target, at: start)
                } else {
                    blendRow(
                        samples.extracting(source), alpha.extracting(source), onto: &target, at: start,
                        opacity: opacity)
                }
            }
        }
    }
}

/// The Porter–Duff operation "over" on premultiplied samples.
///
/// The sum cannot exceed 255, because in limited range a premultiplied sample stays below its alpha.
func blendRow(
    _ samples: Span<UInt8>, _ alpha: Span<UInt8>, onto target: inout MutableSpan<UInt8>, at start: Int
) {
    let count = samples.count
    precondition(alpha.count == count && start >= 0 && start <= target.count - count)
    for i in 0..<count {
        let remaining = dividedBy255(UInt16(target[start &+ i]) &* (255 &- UInt16(alpha[i])))
        target[start &+ i] = UInt8(truncatingIfNeeded: UInt16(samples[i]) &+ remaining)
    }
}

/// The same after multiplying samples and alpha by `opacity / 256`.
func blendRow(
    _ samples: Span<UInt8>, _ alpha: Span<UInt8>, onto target: inout MutableSpan<UInt8>, at start: Int,
    opacity: UInt16
) {
    let count = samples.count
    precondition(alpha.count == count && start >= 0 && start <= target.count - count)
    for i in 0..<count {
        let sample = (UInt16(samples[i]) &* opacity &+ 128) >> 8
        let coverage = (UInt16(alpha[i]) &* opacity &+ 128) >> 8
        let remaining = dividedBy255(UInt16(target[start &+ i]) &* (255 &- coverage))
        target[start &+ i] = UInt8(truncatingIfNeeded: sample &+ remaining)
    }
}
