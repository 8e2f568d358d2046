/// Which parts of FFmpeg a file from outside may reach.
///
/// FFmpeg 5.1 registers about 350 demuxers and 500 decoders, most of which no phone has ever
/// written for. What is not listed here is refused before its code runs: first by this program, and
/// again by FFmpeg itself wherever it reads such a list (`format_whitelist`, `codec_whitelist`,
/// `protocol_whitelist`).
public struct MediaPolicy: Hashable, Sendable {
    /// FFmpeg's names of demuxers.
    public var demuxers: [String]
    /// FFmpeg's names of decoders.
    public var decoders: [String]
    /// The most pixels that one decoded picture may have.
    public var maximumPixels: Int
    /// The most streams that a container may declare.
    public var maximumStreams: Int
    /// Whether the lists are switched off.
    public let isUnrestricted: Bool

    public init(
        demuxers: [String], decoders: [String], maximumPixels: Int = 64_000_000, maximumStreams: Int = 32
    ) {
        self.init(
            demuxers: demuxers, decoders: decoders, maximumPixels: maximumPixels,
            maximumStreams: maximumStreams, isUnrestricted: false)
    }

    private init(
        demuxers: [String], decoders: [String], maximumPixels: Int, maximumStreams: Int,
        isUnrestricted: Bool
    ) {
        self.demuxers = demuxers
        self.decoders = decoders
        self.maximumPixels = maximumPixels
        self.maximumStreams = maximumStreams
        self.isUnrestricted = isUnrestricted
    }

    /// What camera rolls hold; ``AllowedFormats`` says which files need what.
    public static let cameraRoll = MediaPolicy(
        demuxers: AllowedFormats.demuxers.filter { $0.reach != .music }.map(\.name),
        decoders: AllowedFormats.decoders.filter { $0.reach != .music }.map(\.name))

    /// What music and voices come in: no decoder of pictures, and what only music needs.
    public static let music = MediaPolicy(
        demuxers: AllowedFormats.demuxers.filter { $0.reach != .clips }.map(\.name),
        decoders: AllowedFormats.decoders.filter { $0.reach != .clips }.map(\.name))

    /// What may be reached by music beside clips that may reach this.
    public var forMusic: MediaPolicy { isUnrestricted ? self : .music }

    /// All that FFmpeg has, with its own limits and its own guesses, network and playlists included.
    ///
    /// Only for showing that the confinement of a worker holds by itself; no other file may be
    /// opened with it.
    public static let everything = MediaPolicy(
        demuxers: [], decoders: [], maximumPixels: Int(Int32.max), maximumStreams: 1000,
        isUnrestricted: true)

    /// Whether a demuxer may be used.
    public func allows(demuxer name: String) -> Bool {
        // A demuxer's full name lists all that it reads: `mov,mp4,m4a,3gp,3g2,mj2`.
        isUnrestricted || demuxers.contains { $0 == name || $0.hasPrefix(name + ",") }
    }

    /// Whether a decoder may be used.
    public func allows(decoder name: String) -> Bool { isUnrestricted || decoders.contains(name) }
}
