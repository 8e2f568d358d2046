/// Where a track's samples lie and when they are shown (ISO/IEC 14496-12, 8.6 and 8.7).
struct HEIFSampleTable {
    /// In the order of decoding.
    private(set) var samples: [Range<Int>] = []
    /// In seconds, in the order of showing.
    private(set) var durations: [Double] = []

    /// Nil where a table is missing, or contradicts another one or the file's length.
    ///
    /// - Parameters:
    ///   - tables: the content of `stbl`.
    ///   - clock: the box `mdhd`.
    /// - Throws: ``PictureFault`` where there are more samples than are kept in memory.
    init?(_ bytes: Span<UInt8>, _ tables: HEIFBoxes, clock: HEIFBox?) throws(PictureFault) {
        guard let sizeBox = tables.first("stsz")?.content.lowerBound,
            let common = bytes.integer(at: sizeBox + 4, size: 4),
            let count = bytes.integer(at: sizeBox + 8, size: 4), count > 0
        else { return nil }
        guard count <= PictureHeader.maximumParts else { throw .tooManyParts("HEIF file", "pictures") }
        let sizes = (0..<count).compactMap {
            common > 0 ? common : bytes.integer(at: sizeBox + 12 + 4 * $0, size: 4)
        }
        guard sizes.count == count else { return nil }
        place(sizes, bytes, tables)
        guard samples.count == count, time(bytes, tables, clock) else { return nil }
    }

    /// Goes through the chunks, which hold one sample after the other (8.7.4, 8.7.5).
    private mutating func place(_ sizes: [Int], _ bytes: Span<UInt8>, _ tables: HEIFBoxes) {
        let isWide = tables.first("co64") != nil
        guard let chunks = tables.first(isWide ? "co64" : "stco")?.content.lowerBound,
            let chunkCount = bytes.integer(at: chunks + 4, size: 4),
            let runs = tables.first("stsc")?.content.lowerBound,
            let runCount = bytes.integer(at: runs + 4, size: 4)
        else { return }
        var run = 0
        for chunk in 0..<chunkCount {
            if samples.count == sizes.count { return }
            // A run of chunks with the same number of samples lasts until the next one begins.
            while run + 1 < runCount, let next = bytes.integer(at: runs + 8 + 12 * (run + 1), size: 4),
                next <= chunk + 1
            { run += 1 }
            let width = isWide ? 8 : 4
            guard var position = bytes.integer(at: chunks + 8 + width * chunk, size: width),
                let inChunk = bytes.integer(at: runs + 8 + 12 * run + 4, size: 4), inChunk > 0
            else { return }
            for size in sizes[samples.count...].prefix(inChunk) {
                guard position <= bytes.count, size > 0, size <= bytes.count - position else { return }
                samples.append(position..<position + size)
                position += size
            }
        }
    }

    /// Finds when each sample is shown (8.6.1); false where the tables do not say it.
    private mutating func time(_ bytes: Span<UInt8>, _ tables: HEIFBoxes, _ clock: HEIFBox?) -> Bool {
        guard let clock = clock?.content.lowerBound,
            let scale = bytes.integer(at: clock + (bytes.byte(at: clock) == 1 ? 20 : 12), size: 4), scale > 0
        else { return false }
        let deltas = Self.values(bytes, tables.first("stts"), count: samples.count)
        guard deltas.count == samples.count, let last = deltas.last else { return false }
        var offsets = Self.values(bytes, tables.first("ctts"), count: samples.count)
        offsets += Array(repeating: 0, count: samples.count - offsets.count)
        var clockTime = 0
        var starts = zip(deltas, offsets).map { delta, offset in
            defer { clockTime += delta }
            return clockTime + Int(Int32(truncatingIfNeeded: offset))
        }
        starts.sort()
        starts.append(starts[starts.count - 1] + last)
        durations = zip(starts, starts.dropFirst()).map {
            PictureHeader.shownDuration(milliseconds: Double($1 - $0) / Double(scale) * 1000)
        }
        return true
    }

    /// Unfolds a table of pairs: how many samples have a value, and the value.
    private static func values(_ bytes: Span<UInt8>, _ table: HEIFBox?, count: Int) -> [Int] {
        guard let start = table?.content.lowerBound, let entries = bytes.integer(at: start + 4, size: 4)
        else {
            return []
        }
        var values: [Int] = []
        for entry in 0..<entries {
            guard values.count < count, let repeats = bytes.integer(at: start + 8 + 8 * entry, size: 4),
                let value = bytes.integer(at: start + 12 + 8 * entry, size: 4)
            else { break }
            values += Array(repeating: value, count: min(repeats, count - values.count))
        }
        return values
    }
}
