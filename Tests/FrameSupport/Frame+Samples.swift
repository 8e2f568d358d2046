package import Libav

extension Frame {
    /// A picture whose samples are given by plane, column and row.
    package init(width: Int, height: Int, format: PixelFormat = .yuv420p, _ sample: (Int, Int, Int) -> Int)
        throws
    {
        try self.init(width: width, height: height, format: format)
        for plane in 0..<3 {
            if format.bitDepth > 8 {
                withMutablePlane16(plane) { samples, layout in
                    for y in 0..<layout.height {
                        for x in 0..<layout.width {
                            samples[y * layout.stride + x] = UInt16(sample(plane, x, y))
                        }
                    }
                }
            } else {
                withMutablePlane(plane) { samples, layout in
                    for y in 0..<layout.height {
                        for x in 0..<layout.width {
                            samples[y * layout.stride + x] = UInt8(sample(plane, x, y))
                        }
                    }
                }
            }
        }
    }

    /// The samples of an 8-bit plane without padding.
    package func samples(_ plane: Int) -> [UInt8] {
        withPlane(plane) { samples, layout in
            (0..<layout.height).flatMap { y in
                (0..<layout.width).map { x in samples[y * layout.stride + x] }
            }
        }
    }
}
