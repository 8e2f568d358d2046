internal import Containers

extension MovieBoxes {
    /// Counts the samples of a fragmented file (ISO/IEC 14496-12, 8.8), track by track.
    ///
    /// A run (`trun`) need not have an entry for each sample, so a few bytes can promise 4 billion. Such counts are
    /// checked against the file's size, as in ``readSampleTables(_:into:)``.
    ///
    /// - Parameters:
    ///   - fragments: the file's `moof` boxes.
    ///   - defaultSizes: for each track, the bytes of a sample if the fragment does not say.
    func checkFragments(_ fragments: [Box], defaultSizes: [UInt32: UInt32]) throws(HeaderError) {
        var counts: [UInt32: Int64] = [:]
        for fragment in fragments {
            for trackFragment in try reader.children(of: fragment).all("traf") {
                let parts = try reader.children(of: trackFragment)
                guard let header = parts.first("tfhd") else { continue }
                let (track, ownDefault) = try trackFragmentHeader(header)
                let sampleBytes = ownDefault ?? defaultSizes[track] ?? 0
                for run in parts.all("trun") {
                    let count = try samples(ofRun: run, sampleBytes: sampleBytes)
                    counts[track, default: 0] += count
                    if counts[track, default: 0] > limits.samplesPerTrack {
                        throw HeaderError(
                            .limitExceeded,
                            "Track \(track) has more than \(limits.samplesPerTrack) samples.")
                    }
                }
            }
        }
    }

    /// Reads default sample sizes by track from `trex` boxes (8.8.3).
    func defaultSampleSizes(ofExtends box: Box) throws(HeaderError) -> [UInt32: UInt32] {
        var sizes: [UInt32: UInt32] = [:]
        for defaults in try reader.children(of: box).all("trex") {
            var (_, _, cursor) = try reader.fullBox(defaults)
            let track = try cursor.uint32()
            try cursor.skip(8)
            sizes[track] = try cursor.uint32()
        }
        return sizes
    }

    /// Reads a `tfhd` box (8.8.7), whose flags say which fields are present.
    private func trackFragmentHeader(
        _ box: Box
    ) throws(HeaderError) -> (track: UInt32, sampleBytes: UInt32?) {
        var (_, flags, cursor) = try reader.fullBox(box)
        let track = try cursor.uint32()
        if flags & 0x1 != 0 { try cursor.skip(8) }
        if flags & 0x2 != 0 { try cursor.skip(4) }
        if flags & 0x8 != 0 { try cursor.skip(4) }
        return (track, flags & 0x10 != 0 ? try cursor.uint32() : nil)
    }

    /// The number of samples in a `trun` box (8.8.8).
    private func samples(ofRun box: Box, sampleBytes: UInt32) throws(HeaderError) -> Int64 {
        var (_, flags, cursor) = try reader.fullBox(box)
        let count = Int64(try cursor.uint32())
        if flags & 0x1 != 0 { try cursor.skip(4) }
        if flags & 0x4 != 0 { try cursor.skip(4) }
        let fields = Int64((flags & 0xF00).nonzeroBitCount)
        let isTooMany =
            fields > 0
            ? count > cursor.remaining / (fields * 4)
            // A division, because the product of two such numbers may overflow.
            : count > reader.source.count / Int64(max(sampleBytes, 1))
        if isTooMany {
            throw HeaderError(
                .limitExceeded,
                "The run at byte \(box.start) promises \(count) samples, more than the file can hold.")
        }
        return count
    }
}
