internal import CKernels

/// Converts a picture in 4:2:0 and limited-range BT.709 to 8-bit RGB, rounded to the nearest code.
///
/// Chroma is interpolated from samples at the default position of H.264 (H.264, E.2.1, `chroma_sample_loc_type` 0).
public struct ScreenColors: Hashable, Sendable {
    /// The picture's size, in pixels.
    public var width: Int
    public var height: Int

    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// Bytes from one row to the next.
    public struct Strides: Hashable, Sendable {
        public var luma: Int
        /// For both chroma planes.
        public var chroma: Int
        public var target: Int

        public init(luma: Int, chroma: Int, target: Int) {
            self.luma = luma
            self.chroma = chroma
            self.target = target
        }
    }

    /// Fills rows with three bytes for each pixel.
    ///
    /// - Precondition: the planes are large enough for the picture.
    public func fill(
        _ target: inout MutableSpan<UInt8>, luma: Span<UInt8>, blue: Span<UInt8>, red: Span<UInt8>,
        _ strides: Strides
    ) {
        let (columns, rows) = ((width + 1) / 2, (height + 1) / 2)
        precondition(width > 0 && height > 0, "\(width)×\(height) pixels")
        precondition(
            holds(target.count, strides.target, 3 * width, height)
                && holds(luma.count, strides.luma, width, height)
                && holds(blue.count, strides.chroma, columns, rows)
                && holds(red.count, strides.chroma, columns, rows),
            "a plane is larger than its bytes")
        unsafe luma.withUnsafeBufferPointer { luma in
            unsafe blue.withUnsafeBufferPointer { blue in
                unsafe red.withUnsafeBufferPointer { red in
                    unsafe target.withUnsafeMutableBufferPointer { target in
                        var source = unsafe ckernels_yuv(
                            luma: luma.baseAddress, blue: blue.baseAddress, red: red.baseAddress,
                            luma_stride: strides.luma, chroma_stride: strides.chroma)
                        unsafe ckernels_screen_colors(
                            &source, Int32(width), Int32(height), target.baseAddress, strides.target)
                    }
                }
            }
        }
    }

    private func holds(_ count: Int, _ stride: Int, _ row: Int, _ rows: Int) -> Bool {
        stride >= row && stride * (rows - 1) + row <= count
    }
}
