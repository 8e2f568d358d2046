public import Probing
internal import Story

/// The measurements of a file that platforms care about, from its boxes and all of its packets.
public struct Inspection: Hashable, Sendable, Codable {
    public var media: MediaInfo
    /// Facts from the boxes of MP4 and QuickTime; nil for other containers.
    public var boxes: Boxes?
    /// The picture's packets; nil for photos and sound.
    public var picture: Track?
    /// The sound's packets; nil if the file is silent.
    public var sound: Track?

    public struct Boxes: Hashable, Sendable, Codable {
        /// Picture and sound tracks with an edit list.
        public var editLists: Int
        /// Whether the index (`moov`) comes before the media, which lets playback begin at once.
        public var isIndexFirst: Bool
        /// Whether the media lie in fragments.
        public var isFragmented: Bool
        /// Whether the file says where it was recorded.
        public var hasLocation: Bool
    }

    public struct Track: Hashable, Sendable, Codable {
        /// The first moment shown or heard, in seconds.
        public var start: Double
        /// From ``start`` to the end of the last packet, in seconds.
        public var duration: Double
        public var bytes: Int64
        /// The most bits in any one second.
        public var peakBitRate: Int
        /// The longest time from one key frame to the next, or to the end, in seconds.
        public var longestGroup: Double

        /// The average over the whole track, in bit/s.
        public var bitRate: Int { duration > 0 ? Int(saturating: Double(bytes) * 8 / duration) : 0 }
    }
}
