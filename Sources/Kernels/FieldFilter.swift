internal import CKernels

/// Makes whole pictures from the earlier of two fields, plane by plane, by interpolating the rows of the later field.
///
/// Uses the filter of M. Weston (BBC R&D, PH-2071) on three fields and limits its result by the picture's motion, both
/// as in FFmpeg's `bwdif`.
public struct FieldFilter: Hashable, Sendable {
    /// Bytes of a sample, 1 or 2. In packed formats, each component is a sample.
    public var bytesPerSample: Int
    /// The highest sample value.
    public var maximum: Int
    /// Whether the field with the topmost row is the earlier one.
    public var isTopFieldFirst: Bool

    /// A picture with fewer rows than this has too few to interpolate from.
    public static let minimumRows = 4

    public init(bytesPerSample: Int, maximum: Int, isTopFieldFirst: Bool) {
        self.bytesPerSample = bytesPerSample
        self.maximum = maximum
        self.isTopFieldFirst = isTopFieldFirst
    }

    /// The layout of a plane in memory.
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

    /// Fills a plane from the planes of three pictures of the same size.
    ///
    /// - Parameters:
    ///   - target: the bytes of the plane to fill.
    ///   - current: the plane of the picture.
    ///   - previous: the plane of the picture before.
    ///   - next: the plane of the picture after.
    ///   - hasNeighbours: whether `previous` and `next` are different pictures. If not, the filter uses only the rows
    ///     above and below, and requires only that both planes have the same size.
    /// - Precondition: all planes have the same width and height, with at least ``minimumRows`` rows.
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
