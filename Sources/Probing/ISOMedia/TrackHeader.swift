internal import Containers

/// The contents of a `trak` box that FFmpeg does not report, or that must be checked before FFmpeg sees the file.
package struct TrackHeader {
    /// One entry of an edit list (ISO/IEC 14496-12, 8.6.6).
    struct Edit: Hashable {
        /// In the movie's time scale.
        var duration: Int64
        /// Where in the media the edit starts, in the track's time scale; -1 for a pause.
        var mediaTime: Int64
    }

    var id: UInt32 = 0
    /// `vide`, `soun`, `text`, `meta`, `tmcd`, …
    var handler: FourCC = "...."
    /// Counts per second.
    var timescale: UInt32 = 0
    /// In the track's time scale.
    var duration: UInt64 = 0
    /// Whether the duration is all ones, which means unknown.
    var hasUnknownDuration = false
    /// Empty if there is no edit list.
    var edits: [Edit] = []
    /// Entries of the edit list, which may be more than ``edits`` holds.
    package var editCount: Int64 = 0
    /// Codes of the sample descriptions, such as `hvc1`.
    var codecs: [FourCC] = []
    /// Samples that the tables list.
    var sampleCount: Int64 = 0
    /// Bytes of those samples.
    var sampleBytes: Int64 = 0

    /// Whether a story needs the track's samples.
    package var isPictureOrSound: Bool { handler == "vide" || handler == "soun" }

    /// Whether the track's samples are protected by common encryption (ISO/IEC 23001-7) or FairPlay.
    var isEncrypted: Bool {
        codecs.contains { ["encv", "enca", "enct", "encs", "drmi", "drms", "drmt"].contains($0) }
    }
}

extension MovieBoxes {
    /// Reads a `trak` box and checks its sample tables.
    ///
    /// - Throws: ``HeaderError`` if a table promises more than the file can hold or the limits allow.
    func track(_ box: Box) throws(HeaderError) -> TrackHeader {
        var track = TrackHeader()
        let parts = try reader.children(of: box)
        if let header = parts.first("tkhd") {
            var (version, _, cursor) = try reader.fullBox(header)
            try cursor.skip(version == 1 ? 16 : 8)
            track.id = try cursor.uint32()
        }
        if let edits = parts.first("edts"), let list = try reader.children(of: edits).first("elst") {
            try readEditList(list, into: &track)
        }
        guard let media = parts.first("mdia") else { return track }
        let mediaParts = try reader.children(of: media)
        if let header = mediaParts.first("mdhd") {
            var (version, _, cursor) = try reader.fullBox(header)
            try cursor.skip(version == 1 ? 16 : 8)
            track.timescale = try cursor.uint32()
            track.duration = try version == 1 ? cursor.uint64() : UInt64(cursor.uint32())
            track.hasUnknownDuration = track.duration == (version == 1 ? .max : UInt64(UInt32.max))
        }
        if let handler = mediaParts.first("hdlr") {
            var (_, _, cursor) = try reader.fullBox(handler)
            try cursor.skip(4)
            track.handler = try cursor.fourCC()
        }
        for information in mediaParts.all("minf") {
            let parts = try reader.children(of: information)
            for data in parts.all("dinf") { try checkReferences(data) }
            for tables in parts.all("stbl") { try readSampleTables(tables, into: &track) }
        }
        try check(track)
        return track
    }

    private func check(_ track: TrackHeader) throws(HeaderError) {
        guard track.isPictureOrSound else { return }
        guard track.timescale > 0 else {
            throw HeaderError(.malformed, "The clock of track \(track.id) stands still (a time scale of 0).")
        }
        let (shown, overflow) = track.editCount.multipliedReportingOverflow(by: track.sampleCount)
        // A single edit shows each sample at most once.
        if track.editCount > 1, overflow || shown > limits.editedSamples {
            throw HeaderError(
                .limitExceeded,
                "Track \(track.id) has \(track.editCount) edits of \(track.sampleCount) samples, which no camera "
                    + "writes.")
        }
    }

    /// Refuses media that lie in other files (`dref`; ISO/IEC 14496-12, 8.7.2; for `alis`, QuickTime File
    /// Format, "Data reference atoms").
    ///
    /// FFmpeg is told not to follow such references, but whatever the entry's flags, it would still read an alias of
    /// more than 150 bytes.
    private func checkReferences(_ information: Box) throws(HeaderError) {
        for list in try reader.children(of: information).all("dref") {
            // Skips version, flags, and a count, which the entries themselves give more reliably.
            for entry in try reader.children(of: list, skipping: 8).boxes {
                guard entry.payload.count >= 4 else { continue }
                var (_, flags, cursor) = try reader.fullBox(entry)
                let isSelfContained = flags & 1 != 0
                let isLongAlias = entry.type == "alis" && cursor.remaining > 150
                let location = try cursor.bytes(Int(min(cursor.remaining, 4_096)))
                guard isLongAlias || (!isSelfContained && location.contains { $0 != 0 }) else { continue }
                throw HeaderError(
                    .malformed,
                    "The movie's media are in another file ('\(entry.type)'). Export it as one file that holds "
                        + "everything.")
            }
        }
    }

    private func readEditList(_ box: Box, into track: inout TrackHeader) throws(HeaderError) {
        var (version, _, cursor) = try reader.fullBox(box)
        let count = Int64(try cursor.uint32())
        let width: Int64 = version == 1 ? 20 : 12
        // If the count is too high, use the entries that are there, as FFmpeg does. Phones write one or two edits.
        track.editCount = min(count, cursor.remaining / width)
        for _ in 0..<min(track.editCount, 1_000) {
            let duration = try version == 1 ? cursor.int64() : Int64(cursor.uint32())
            let mediaTime = try version == 1 ? cursor.int64() : Int64(cursor.int32())
            try cursor.skip(4)
            track.edits.append(TrackHeader.Edit(duration: duration, mediaTime: mediaTime))
        }
    }
}
