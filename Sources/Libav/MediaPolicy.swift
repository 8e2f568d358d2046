/// Which parts of FFmpeg a file from outside may reach.
///
/// FFmpeg 5.1 registers about 350 demuxers and 500 decoders, most of which no phone has ever
/// written for. What is not listed here is refused before its code runs. The lists are given to
/// FFmpeg wherever it reads them (`format_whitelist`, `codec_whitelist`, `protocol_whitelist`).
public struct MediaPolicy: Hashable, Sendable {
    /// FFmpeg's names of demuxers.
    public var demuxers: [String]
    /// FFmpeg's names of decoders.
    public var decoders: [String]
    /// The most pixels that one decoded picture may have.
    public var maximumPixels: Int
    /// The most streams that a container may declare.
    public var maximumStreams: Int

    public init(
        demuxers: [String], decoders: [String], maximumPixels: Int = 64_000_000, maximumStreams: Int = 32
    ) {
        self.demuxers = demuxers
        self.decoders = decoders
        self.maximumPixels = maximumPixels
        self.maximumStreams = maximumStreams
    }

    /// What camera rolls hold.
    public static let cameraRoll = MediaPolicy(
        demuxers: [
            "mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm", "mpegts", "avi", "gif", "apng", "jpeg_pipe",
            "mp3", "wav", "ogg", "flac", "aac",
        ],
        decoders: [
            "h264", "hevc", "libdav1d", "vp8", "vp9", "mpeg4", "h263", "mjpeg", "prores", "mpeg2video",
            "gif", "apng", "png",
            "aac", "ac3", "eac3", "mp3float", "mp3", "opus", "vorbis", "flac", "alac", "amrnb", "amrwb",
            "pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_s24be", "pcm_s32le", "pcm_f32le", "pcm_u8",
        ])

    /// Whether a decoder may be used.
    public func allows(decoder name: String) -> Bool { decoders.contains(name) }
}
