internal import CFFmpeg

/// The demuxers and decoders that files from outside can reach, and which files need them.
///
/// Each one is here because phones, cameras or browsers write what it reads. Every upload can attack whatever is added
/// here.
public enum AllowedFormats {
    /// A demuxer or decoder of FFmpeg.
    public struct Entry: Hashable, Sendable {
        /// FFmpeg's name.
        public let name: String
        /// The files that need it.
        public let purpose: String
        /// The files that can reach it.
        public let reach: AttackSurface

        init(_ name: String, _ purpose: String, _ reach: AttackSurface = .clips) {
            self.name = name
            self.purpose = purpose
            self.reach = reach
        }
    }

    /// The files that can reach a demuxer or decoder.
    public enum AttackSurface: Hashable, Sendable {
        /// Clips and photos.
        case clips
        /// Music and voices that a story plays over clips and photos.
        case music
        case both
    }

    /// Photos, GIF, APNG, WebP, HEIC and AVIF never meet a demuxer.
    public static let demuxers = [
        Entry("mov,mp4,m4a,3gp,3g2,mj2", "films and sound of all phones (MP4, MOV, 3GP, M4A)", .both),
        Entry("matroska,webm", "recordings of browsers and screens (WebM, MKV)", .both),
        Entry("mpegts", "camcorders (MTS, M2TS) and streams (TS)"),
        Entry("avi", "older cameras (AVI)"),
        Entry("mp3", "music (MP3)", .both),
        Entry("wav", "sound recorders (WAV)", .both),
        Entry("ogg", "voice messages (OGG, OPUS)", .both),
        Entry("aac", "sound without a container (AAC)", .both),
        Entry("flac", "music (FLAC)", .music),
    ]

    public static let decoders = [
        Entry("h264", "nearly all phones and cameras"),
        Entry("hevc", "films and photos (HEIC) of phones, \"high efficiency\""),
        Entry("libdav1d", "AV1 of browsers and newer Android phones, AVIF"),
        Entry("libaom-av1", "AVIF: it finds damage that libdav1d passes over"),
        Entry("vp8", "WebM of browsers"),
        Entry("vp9", "WebM of browsers"),
        Entry("mpeg4", "older phones and cameras"),
        Entry("h263", "3GP of old phones"),
        Entry("mjpeg", "photos, and AVI of older cameras"),
        Entry("prores", "iPhones, \"ProRes\""),
        Entry("mpeg2video", "camcorders"),
        Entry("gif", "animations and stickers"),
        Entry("apng", "animations and stickers"),
        Entry("aac", "sound of nearly all films", .both),
        Entry("ac3", "sound of camcorders"),
        Entry("mp3float", "music", .both),
        Entry("opus", "sound of WebM, voice messages", .both),
        Entry("vorbis", "sound of WebM", .both),
        Entry("alac", "music and recordings of Apple's", .both),
        Entry("amrnb", "sound of old phones"),
        Entry("amrwb", "sound of old phones"),
        Entry("pcm_s16le", "uncompressed sound (WAV, MOV, AVI)", .both),
        Entry("pcm_s16be", "uncompressed sound (MOV)", .both),
        Entry("pcm_s24le", "uncompressed sound (WAV, ProRes)", .both),
        Entry("flac", "music (FLAC, OGG, MKV)", .music),
        Entry("pcm_f32le", "music of studios (WAV)", .music),
        Entry("pcm_u8", "sound of older cameras (AVI)", .both),
    ]

    /// FFmpeg's own description of a demuxer; nil if it has none by that name.
    public static func longName(ofDemuxer name: String) -> String? {
        guard let format = unsafe av_find_input_format(String(name.prefix { $0 != "," })),
            let text = unsafe format.pointee.long_name
        else { return nil }
        return unsafe String(cString: text)
    }

    /// FFmpeg's own description of a decoder; nil if it has none by that name.
    public static func longName(ofDecoder name: String) -> String? {
        guard let codec = unsafe avcodec_find_decoder_by_name(name), let text = unsafe codec.pointee.long_name
        else { return nil }
        return unsafe String(cString: text)
    }
}
