/// The parts of FFmpeg that a file from outside may reach.
///
/// FFmpeg 5.1 registers about 350 demuxers and 500 decoders, and phones write files for few of them. Code that is not
/// listed here is refused before it runs: first by this program, and again by FFmpeg itself wherever it reads such a
/// list (`format_whitelist`, `codec_whitelist`, `protocol_whitelist`).
public struct MediaPolicy: Hashable, Sendable {
    /// FFmpeg's names of the allowed demuxers.
    public var demuxers: [String]
    /// FFmpeg's names of the allowed decoders.
    public var decoders: [String]
    /// The maximum number of pixels in one decoded picture.
    public var maximumPixels: Int
    /// The maximum number of streams in a container.
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

    /// For what camera rolls hold; ``AllowedFormats`` says which files need what.
    public static let cameraRoll = MediaPolicy(
        demuxers: AllowedFormats.demuxers.filter { $0.reach != .music }.map(\.name),
        decoders: AllowedFormats.decoders.filter { $0.reach != .music }.map(\.name))

    /// For music and voices: no picture decoders, but what only music needs.
    public static let music = MediaPolicy(
        demuxers: AllowedFormats.demuxers.filter { $0.reach != .clips }.map(\.name),
        decoders: AllowedFormats.decoders.filter { $0.reach != .clips }.map(\.name))

    /// The policy for music beside clips that this policy governs.
    public var forMusic: MediaPolicy { isUnrestricted ? self : .music }

    /// Everything that FFmpeg has, with its own limits and its own guesses, including network and playlists.
    ///
    /// Only for showing that a worker's confinement suffices on its own; open no other file with it.
    public static let everything = MediaPolicy(
        demuxers: [], decoders: [], maximumPixels: Int(Int32.max), maximumStreams: 1000,
        isUnrestricted: true)

    /// Whether a demuxer may be used.
    public func allows(demuxer name: String) -> Bool {
        // A demuxer's full name lists everything that it reads: `mov,mp4,m4a,3gp,3g2,mj2`.
        isUnrestricted || demuxers.contains { $0 == name || $0.hasPrefix(name + ",") }
    }

    /// Whether a decoder may be used.
    public func allows(decoder name: String) -> Bool { isUnrestricted || decoders.contains(name) }
}
