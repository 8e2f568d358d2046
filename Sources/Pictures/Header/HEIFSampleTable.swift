internal import Containers

/// Where a track's samples lie and when they are shown (ISO/IEC 14496-12, 8.6 and 8.7).
struct HEIFSampleTable {
    /// In the order of decoding.
    private(set) var samples: [Range<Int64>] = []
    /// In seconds, in the order of showing.
    private(set) var durations: [Double] = []

    /// Nil where a table is missing or cut off, or contradicts another one or the file's length.
    ///
    /// - Parameters:
    ///   - tables: the content of `stbl`.
    ///   - clock: the box `mdhd`.
    /// - Throws: ``PictureFault`` where there are more samples than are kept in memory.
    init?(_ tables: BoxList, clock: Box, _ reader: BoxReader) throws(PictureFault) {
        do throws(HeaderError) {
            guard let box = tables.first("stsz") else { return nil }
            let sizes = try Self.sizes(box, reader)
            guard !sizes.isEmpty, try place(sizes, tables, reader), try time(tables, clock, reader) else {
                return nil
            }
        } catch {
            if error.kind == .limitExceeded { throw .tooManyParts("HEIF file", "pictures") }
            return nil
        }
    }

    /// - Throws: ``HeaderError`` of kind `limitExceeded` where there are more than are kept in memory.
    private static func sizes(_ box: Box, _ reader: BoxReader) throws(HeaderError) -> [Int64] {
        var (_, _, cursor) = try reader.fullBox(box)
        let (common, count) = (Int64(try cursor.uint32()), Int(try cursor.uint32()))
        guard count <= PictureHeader.maximumParts else {
            throw HeaderError(.limitExceeded, "The file has \(count) pictures.")
        }
        if common > 0 { return Array(repeating: common, count: count) }
        return try (0..<count).map { (_) throws(HeaderError) in Int64(try cursor.uint32()) }
    }

    /// Goes through the chunks, which hold one sample after the other (8.7.4, 8.7.5).
    ///
    /// - Returns: false where a sample lies outside the file, or there are too few chunks.
    private mutating func place(
        _ sizes: [Int64], _ tables: BoxList, _ reader: BoxReader
    ) throws(HeaderError) -> Bool {
        let isWide = tables.first("co64") != nil
        guard let chunkBox = tables.first(isWide ? "co64" : "stco"), let runBox = tables.first("stsc") else {
            return false
        }
        var (_, _, chunks) = try reader.fullBox(chunkBox)
        var (_, _, runs) = try reader.fullBox(runBox)
        var runsLeft = try runs.uint32()
        var next = try Self.run(&runs, &runsLeft)
        var samplesInChunk = 0
        for chunk in 1...max(1, try chunks.uint32()) where samples.count < sizes.count {
            // A run of chunks with the same number of samples lasts until the next one begins.
            while let run = next, run.firstChunk <= chunk {
                samplesInChunk = run.samples
                next = try Self.run(&runs, &runsLeft)
            }
            guard var position = Int64(exactly: try chunks.unsigned(bytes: isWide ? 8 : 4)),
                samplesInChunk > 0
            else { return false }
            for size in sizes[samples.count...].prefix(samplesInChunk) {
                let count = reader.source.count
                guard position <= count, size > 0, size <= count - position else { return false }
                samples.append(position..<position + size)
                position += size
            }
        }
        return samples.count == sizes.count
    }

    /// The next entry of `stsc`; nil after the last one.
    private static func run(
        _ cursor: inout ByteCursor, _ left: inout UInt32
    ) throws(HeaderError) -> (firstChunk: UInt32, samples: Int)? {
        guard left > 0 else { return nil }
        left -= 1
        let run = (firstChunk: try cursor.uint32(), samples: Int(try cursor.uint32()))
        // Then the number of the sample description.
        try cursor.skip(4)
        return run
    }

    /// Finds when each sample is shown (8.6.1); false where the tables do not say it.
    private mutating func time(
        _ tables: BoxList, _ clock: Box, _ reader: BoxReader
    ) throws(HeaderError) -> Bool {
        var (version, _, cursor) = try reader.fullBox(clock)
        try cursor.skip(version == 1 ? 16 : 8)
        let scale = try cursor.uint32()
        let deltas = try Self.values(tables.first("stts"), count: samples.count, reader)
        guard scale > 0, deltas.count == samples.count, let last = deltas.last else { return false }
        var offsets = try Self.values(tables.first("ctts"), count: samples.count, reader)
        offsets += Array(repeating: 0, count: samples.count - offsets.count)
        var clockTime: Int64 = 0
        var starts = zip(deltas, offsets).map { delta, offset in
            defer { clockTime += Int64(delta) }
            return clockTime + Int64(Int32(bitPattern: offset))
        }
        starts.sort()
        starts.append(starts[starts.count - 1] + Int64(last))
        durations = zip(starts, starts.dropFirst()).map {
            PictureHeader.shownDuration(milliseconds: Double($1 - $0) / Double(scale) * 1000)
        }
        return true
    }

    /// Unfolds a table of pairs: how many samples have a value, and the value.
    private static func values(
        _ table: Box?, count: Int, _ reader: BoxReader
    ) throws(HeaderError) -> [UInt32] {
        guard let table else { return [] }
        var (_, _, cursor) = try reader.fullBox(table)
        var entries = try cursor.uint32()
        var values: [UInt32] = []
        while entries > 0, values.count < count {
            entries -= 1
            let (repeats, value) = (Int(try cursor.uint32()), try cursor.uint32())
            values += Array(repeating: value, count: min(repeats, count - values.count))
        }
        return values
    }
}
