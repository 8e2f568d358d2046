internal import Containers

extension Completeness {
    /// The boxes of MP4, QuickTime and HEIF must add up to the file (ISO/IEC 14496-12, 4.2).
    static func boxes(_ source: ByteSource, isMovie: Bool) throws(HeaderError) -> Completeness {
        let list = try BoxReader(source, maximumBoxes: Limits().boxes).topLevel()
        let types = Set(list.boxes.map(\.type))
        if let last = list.boxes.last {
            if last.isCutOff { return .incomplete("It ends in the middle of its '\(last.type)' part.") }
            // Zeros: space reserved for data still to come.
            if last.type.rawValue == 0 { return .incomplete("Its end has not been written yet.") }
        }
        // An animated HEIF or AVIF may have only a movie's table of contents.
        guard types.contains("moov") || !isMovie && types.contains("meta") else {
            return .incomplete(
                isMovie
                    ? "Its table of contents ('moov') has not been written yet."
                    : "Its list of pictures ('meta') has not been written yet.")
        }
        if isMovie, types.isDisjoint(with: ["mdat", "moof"]) {
            try checkReferences(source)
            return .incomplete("Its media data ('mdat') have not been written yet.")
        }
        if let last = list.boxes.last, last.type == "mdat", try isEmptyAtEnd(last, source) {
            return .incomplete("The end of its media data ('mdat') has not been written yet.")
        }
        // A fragmented file may continue at any time, unless it ends with the fragments' index.
        if types.contains("moof"), !types.contains("mfra") { return .plausible }
        if list.damagedAt != nil { return .plausible }
        if let last = list.boxes.last, try isOpenEnded(last, source) { return .plausible }
        return .whole
    }

    /// Media data are incomplete if their last sixteenth is all zeros: no codec ends in so many, and silence in PCM may
    /// be shorter.
    private static let emptyShare: Int64 = 16
    private static let mostEmptyBytes: Int64 = 1 << 20

    /// Whether space was reserved for the media data but is not yet filled: the file got its final length before its
    /// content, and its index comes first.
    private static func isEmptyAtEnd(_ media: Box, _ source: ByteSource) throws(HeaderError) -> Bool {
        let range = media.payload
        let count = min(Int64(range.count) / emptyShare, mostEmptyBytes)
        guard count >= 1024 else { return false }
        return try source.bytes(at: range.upperBound - count, count: Int(count)).allSatisfy { $0 == 0 }
    }

    /// Throws if the media lie in another file: no amount of waiting brings them into this one.
    private static func checkReferences(_ source: ByteSource) throws(HeaderError) {
        do throws(HeaderError) {
            _ = try MovieHeader(source, limits: Limits())
        } catch {
            if error.kind == .malformed { throw error }
        }
    }

    /// Whether a box has the length 0, which means that it extends to the end of the file.
    private static func isOpenEnded(_ box: Box, _ source: ByteSource) throws(HeaderError) -> Bool {
        var cursor = ByteCursor(source, from: box.start)
        return try cursor.uint32() == 0
    }
}
