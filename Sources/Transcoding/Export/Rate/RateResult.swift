/// How the export kept a file to its size.
public struct RateResult: Hashable, Sendable, Codable {
    /// Number of runs over all frames; 1 if the rate factor alone made the file small enough.
    public var passes: Int
    /// Size of the first pass's file, in bytes: what the rate factor needs for these pictures.
    public var firstPassBytes: Int64
    /// The average rate that the last pass was given, in bit/s; nil if the first pass was the last.
    public var averageVideoBitRate: Int?

    public init(passes: Int, firstPassBytes: Int64, averageVideoBitRate: Int? = nil) {
        self.passes = passes
        self.firstPassBytes = firstPassBytes
        self.averageVideoBitRate = averageVideoBitRate
    }
}
