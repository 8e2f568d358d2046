internal import CKernels

/// Makes whole pictures of the earlier of two fields, plane by plane: the rows of the later one are
/// interpolated.
///
/// The filter of M. Weston (BBC R&D, PH-2071) on three fields, limited by how far the picture moves, as
/// FFmpeg's `bwdif` does both.
public struct FieldFilter: Hashable, Sendable {
    /// Bytes of a sample, 1 or 2; of packed formats each component is one.
    public var bytesPerSample: Int
    /// The highest code.
    public var maximum: Int
    /// Whether the field of the uppermost row is the earlier one.
    public var isTopFieldFirst: Bool

    /// Below this many rows a picture has none to interpolate from.
    public static let minimumRows = 4

    public init(bytesPerSample: Int, maximum: Int, isTopFieldFirst: Bool) {
        self.bytesPerSample = bytesPerSample
        self.maximum = maximum
        self.isTopFieldFirst = isTopFieldFirst
    }

    /// How a plane lies in memory.
    public struct Plane: Hashable, Sendable {
        /// Samples in a row.
        public var width: Int
        /// Rows.
        public var height: Int
        /// Bytes from one row to the next.
        public var stride: Int

        public init(width: Int, height: Int, stride: Int) {
            self.width = width
            self.height = height
            self.stride = stride
        }
    }

    /// Fills a plane from a plane of three pictures of the same size.
    ///
    /// - Parameters:
    ///   - target: the bytes of the plane to fill.
    ///   - current: those of the picture.
    ///   - previous: those of the one before.
    ///   - next: those of the one after.
    ///   - hasNeighbours: whether `previous` and `next` are other pictures; where not, the rows above and
    ///     below have to do, and both are only asked to be as large.
    /// - Precondition: all have the same width and height, of at least ``minimumRows``.
    public func fill(
        _ target: inout MutableSpan<UInt8>, _ targetPlane: Plane, previous: Span<UInt8>,
        _ previousPlane: Plane,
        current: Span<UInt8>, _ currentPlane: Plane, next: Span<UInt8>, _ nextPlane: Plane,
        hasNeighbours: Bool
    ) {
        let (width, height) = (targetPlane.width, targetPlane.height)
        precondition(bytesPerSample == 1 || bytesPerSample == 2, "samples of \(bytesPerSample) bytes")
        precondition(width > 0 && height >= Self.minimumRows, "\(width)×\(height) samples")
        for plane in [previousPlane, currentPlane, nextPlane] {
            precondition(plane.width == width && plane.height == height, "planes of several sizes")
        }
        precondition(
            holds(targetPlane, target.count) && holds(previousPlane, previous.count)
                && holds(currentPlane, current.count) && holds(nextPlane, next.count),
            "a plane is larger than its bytes")
        var fields = ckernels_fields(
            width: Int32(width), height: Int32(height), bytes_per_sample: Int32(bytesPerSample),
            maximum: Int32(maximum), first_row: isTopFieldFirst ? 0 : 1, has_neighbours: hasNeighbours)
        unsafe previous.withUnsafeBufferPointer { previous in
            unsafe current.withUnsafeBufferPointer { current in
                unsafe next.withUnsafeBufferPointer { next in
                    unsafe target.withUnsafeMutableBufferPointer { target in
                        unsafe ckernels_deinterlace(
                            &fields,
                            ckernels_plane(bytes: previous.baseAddress, stride: previousPlane.stride),
                            ckernels_plane(bytes: current.baseAddress, stride: currentPlane.stride),
                            ckernels_plane(bytes: next.baseAddress, stride: nextPlane.stride),
                            target.baseAddress, targetPlane.stride)
                    }
                }
            }
        }
    }

    private func holds(_ plane: Plane, _ count: Int) -> Bool {
        let row = plane.width * bytesPerSample
        return plane.stride >= row && plane.stride % bytesPerSample == 0
            && plane.stride * (plane.height - 1) + row <= count
    }
}
