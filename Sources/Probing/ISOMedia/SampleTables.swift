internal import Containers

extension MovieBoxes {
    /// Reads the codes and counts of a sample table box (`stbl`; ISO/IEC 14496-12, 8.5 to 8.7).
    ///
    /// FFmpeg allocates memory by the counts it finds before it checks whether the file is that long: 656 bytes can
    /// cost it 1.4 GB. So each count is checked against its box, and samples without their own entries against the
    /// file.
    func readSampleTables(_ box: Box, into track: inout TrackHeader) throws(HeaderError) {
        let tables = try reader.children(of: box).boxes
        for table in tables {
            switch table.type {
            case "stsd": track.codecs += try sampleDescriptions(table, of: track.id)
            case "stts", "ctts", "stps", "co64":
                try checkTable(table, entryBytes: table.type == "stps" ? 4 : 8)
            case "stco", "stss": try checkTable(table, entryBytes: 4)
            case "stsc": try checkTable(table, entryBytes: 12)
            default: break
            }
        }
        let times = tables.first { $0.type == "stts" }
        var isPCM = false
        if track.handler == "soun", let times { isPCM = try isUniform(times) }
        for table in tables where table.type == "stsz" || table.type == "stz2" {
            try readSampleSizes(table, isPCM: isPCM, into: &track)
        }
    }

    /// The codes of the sample descriptions (8.5.2).
    private func sampleDescriptions(_ box: Box, of track: UInt32) throws(HeaderError) -> [FourCC] {
        var (_, _, cursor) = try reader.fullBox(box)
        let count = Int64(try cursor.uint32())
        guard count * 8 <= cursor.remaining else { throw tooManySamples(count, in: box) }
        guard count <= limits.sampleDescriptions else {
            throw HeaderError(
                .limitExceeded,
                "Track \(track) has \(count) sample descriptions; the limit is \(limits.sampleDescriptions).")
        }
        return try reader.children(of: box, skipping: 8).boxes.prefix(Int(count)).map(\.type)
    }

    private func checkTable(_ box: Box, entryBytes: Int64) throws(HeaderError) {
        var (_, _, cursor) = try reader.fullBox(box)
        let count = Int64(try cursor.uint32())
        guard count * entryBytes <= cursor.remaining else { throw tooManySamples(count, in: box) }
    }

    /// Whether every sample has a duration of 1, as those of uncompressed sound do.
    private func isUniform(_ box: Box) throws(HeaderError) -> Bool {
        var (_, _, cursor) = try reader.fullBox(box)
        guard try cursor.uint32() == 1 else { return false }
        try cursor.skip(4)
        return try cursor.uint32() == 1
    }

    /// Reads sample sizes (8.7.3): one for all samples, or one for each.
    private func readSampleSizes(
        _ box: Box, isPCM: Bool, into track: inout TrackHeader
    ) throws(HeaderError) {
        var (_, _, cursor) = try reader.fullBox(box)
        let isCompact = box.type == "stz2"
        let common = isCompact ? 0 : Int64(try cursor.uint32())
        let bits = isCompact ? Int64(try cursor.uint32() & 0xFF) : 32
        let count = Int64(try cursor.uint32())
        // FFmpeg's index has an entry for each chunk of uncompressed sound, not for each sample.
        guard count <= limits.samplesPerTrack || (isPCM && common > 0) else {
            throw HeaderError(
                .limitExceeded,
                "Track \(track.id) lists \(count) samples; the limit is \(limits.samplesPerTrack).")
        }
        let bytes: Int64
        if common > 0 {
            // Some muxers write 1 for uncompressed sound of any width, so this is a lower bound.
            let (product, overflow) = common.multipliedReportingOverflow(by: count)
            guard !overflow, product <= reader.source.count else { throw tooManySamples(count, in: box) }
            bytes = product
        } else {
            guard count * bits <= cursor.remaining * 8 else { throw tooManySamples(count, in: box) }
            bytes = try sum(cursor, count: count, bits: bits)
        }
        track.sampleCount += count
        track.sampleBytes += bytes
    }

    private func sum(_ start: ByteCursor, count: Int64, bits: Int64) throws(HeaderError) -> Int64 {
        guard bits == 32 else { return 0 }
        var cursor = start
        var total: Int64 = 0
        var left = count
        while left > 0 {
            // In steps, to avoid holding a whole table of 16 MB.
            let entries = min(left, 16_384)
            let bytes = try cursor.bytes(Int(entries) * 4)
            for index in stride(from: 0, to: bytes.count, by: 4) {
                let size = UInt32(bytes[index]) << 24 | UInt32(bytes[index + 1]) << 16
                total += Int64(size | UInt32(bytes[index + 2]) << 8 | UInt32(bytes[index + 3]))
            }
            left -= entries
        }
        return total
    }

    private func tooManySamples(_ count: Int64, in box: Box) -> HeaderError {
        HeaderError(
            .limitExceeded,
            "The table '\(box.type)' at byte \(box.start) promises \(count) entries, more than the file"
                + " can hold.")
    }
}
