/// How a clip is meant to be played more slowly than its time stamps say.
public struct SlowMotion: Hashable, Sendable, Codable {
    /// A part of the recording, and how much slower it is meant to play.
    public struct Segment: Hashable, Sendable, Codable {
        /// In seconds from the start.
        public var start: Double
        public var end: Double
        /// 2 means half speed.
        public var divisor: Int

        public init(start: Double, end: Double, divisor: Int) {
            self.start = start
            self.end = end
            self.divisor = divisor
        }
    }

    /// Frames per second at which the camera recorded, if the file says.
    public var captureRate: Double?
    /// Samsung's speed segments; empty for Android's plain tag.
    public var segments: [Segment]

    public init(captureRate: Double? = nil, segments: [Segment] = []) {
        self.captureRate = captureRate
        self.segments = segments
    }
}
