package import Libav

extension Frame {
    /// The picture composited on black, because a story's video has nothing behind it.
    ///
    /// - Precondition: the format is ``Libav/PixelFormat/rgba`` with straight alpha.
    /// - Throws: ``LibavError`` if memory runs out.
    package borrowing func flattenedOnBlack() throws(LibavError) -> Frame {
        precondition(format == .rgba, "\(format) has no alpha to flatten")
        var flat = try Frame(width: width, height: height, format: .rgba)
        flat.colorimetry = colorimetry
        withPlane(0) { source, layout in
            flat.withMutablePlane(0) { target, targetLayout in
                for y in 0..<layout.height {
                    Self.flatten(
                        source.extracting(droppingFirst: y * layout.stride),
                        into: &target, at: y * targetLayout.stride, count: layout.width)
                }
            }
        }
        return flat
    }

    private static func flatten(
        _ row: Span<UInt8>, into target: inout MutableSpan<UInt8>, at start: Int, count: Int
    ) {
        precondition(row.count >= 4 * count && target.count >= start + 4 * count)
        for x in 0..<count {
            let alpha = UInt32(row[4 * x + 3])
            for channel in 0..<3 {
                // Exact division by 255 with rounding, for products below 65536.
                let product = UInt32(row[4 * x + channel]) * alpha + 128
                target[start + 4 * x + channel] = UInt8(truncatingIfNeeded: (product + product >> 8) >> 8)
            }
            target[start + 4 * x + 3] = 255
        }
    }
}
