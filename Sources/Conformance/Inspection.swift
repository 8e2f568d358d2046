public import Probing
internal import Story

/// What a platform may mind about a file, measured from its boxes and all of its packets.
public struct Inspection: Hashable, Sendable, Codable {
    public var media: MediaInfo
    /// What only the boxes of MP4 and QuickTime say; nil for other containers.
    public var boxes: Boxes?
    /// The picture's packets; nil for photos and sound.
    public var picture: Track?
    /// The sound's packets; nil if the file is silent.
    public var sound: Track?

    public struct Boxes: Hashable, Sendable, Codable {
        /// Tracks of picture or sound with an edit list.
        public var editLists: Int
        /// Whether the index (`moov`) comes before the media, so that playing can begin at once.
        public var isIndexFirst: Bool
        /// Whether the media lie in fragments.
        public var isFragmented: Bool
        /// Whether it says where it was recorded.
        public var hasLocation: Bool
    }

    public struct Track: Hashable, Sendable, Codable {
        /// The first moment shown or heard, in seconds.
        public var start: Double
        /// From there to the end of the last packet, in seconds.
        public var duration: Double
        public var bytes: Int64
        /// The most bits of any second.
        public var peakBitRate: Int
        /// The longest way from one key frame to the next, or to the end, in seconds.
        public var longestGroup: Double

        /// In bit/s, over the whole.
        public var bitRate: Int { duration > 0 ? Int(saturating: Double(bytes) * 8 / duration) : 0 }
    }
}
