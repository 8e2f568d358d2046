/// How a file was made to keep to its size.
public struct RateResult: Hashable, Sendable, Codable {
    /// Runs over all frames; 1 where the rate factor alone made the file small enough.
    public var passes: Int
    /// The size of the first pass's file, in bytes: what the rate factor makes of these pictures.
    public var firstPassBytes: Int64
    /// The average rate that the last pass was told, in bit/s; nil where the first was the last.
    public var averageVideoBitRate: Int?

    public init(passes: Int, firstPassBytes: Int64, averageVideoBitRate: Int? = nil) {
        self.passes = passes
        self.firstPassBytes = firstPassBytes
        self.averageVideoBitRate = averageVideoBitRate
    }
}
