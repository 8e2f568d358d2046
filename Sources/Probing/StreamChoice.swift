/// Chooses the streams of a container that a viewer would call the movie.
enum StreamChoice {
    /// Chooses *the* video: not cover art, decodable, moving, marked as default, with the most pictures, then
    /// the largest, then the first.
    ///
    /// Some programs mark a cover or a preview as default, and not as a cover. So a stream with only one picture, or
    /// with less than a tenth as many as another stream, does not count as moving.
    ///
    /// - Parameter pictures: how many pictures each stream has, by index, as far as known.
    /// - Returns: nil if there is no video.
    static func video(
        among streams: [StreamInfo], pictures: [Int: Int64]
    ) -> (index: Int, reason: String)? {
        var candidates = streams.filter { $0.medium == .video && !$0.isAttachedPicture }
        guard let first = candidates.first else { return nil }
        if candidates.count == 1 { return (first.index, "the only video") }
        var reasons: [String] = []
        func keepBest<Value: Comparable>(_ why: String, _ value: (StreamInfo) -> Value) {
            guard candidates.count > 1, let best = candidates.map(value).max() else { return }
            let kept = candidates.filter { value($0) == best }
            if kept.count < candidates.count { reasons.append(why) }
            candidates = kept
        }
        keepBest("can be decoded") { $0.isDecodable ? 1 : 0 }
        let most = candidates.compactMap { pictures[$0.index] }.max() ?? 0
        keepBest("moves") { stream in
            guard let count = pictures[stream.index] else { return 1 }
            return count > 1 && count >= most / 10 ? 1 : 0
        }
        keepBest("is marked as default") { $0.isDefault ? 1 : 0 }
        keepBest("has the most pictures") { pictures[$0.index] ?? 0 }
        keepBest("is the largest") { ($0.codedWidth ?? 0) * ($0.codedHeight ?? 0) }
        if candidates.count > 1 { reasons.append("comes first") }
        let total = streams.count { $0.medium == .video && !$0.isAttachedPicture }
        return (candidates[0].index, "of \(total) videos the one that " + reasons.joined(separator: " and "))
    }

    /// Chooses the sound: decodable, marked as default, with the most channels, then the highest
    /// sample rate, then the first.
    static func audio(among streams: [StreamInfo]) -> Int? {
        streams.filter { $0.medium == .audio && $0.isDecodable && ($0.channels ?? 0) > 0 }
            .max { rank($0).lexicographicallyPrecedes(rank($1)) }?.index
    }

    private static func rank(_ stream: StreamInfo) -> [Int] {
        [stream.isDefault ? 1 : 0, stream.channels ?? 0, stream.sampleRate ?? 0, -stream.index]
    }
}
