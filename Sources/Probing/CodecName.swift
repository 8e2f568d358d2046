/// A codec as people call it.
enum CodecName {
    /// The name of a stream's codec; nil if neither FFmpeg nor the container names it.
    static func name(of stream: StreamInfo) -> String? {
        // Players present this AAC profile as a codec of its own.
        if stream.codec == "aac", stream.profile == xHEAAC { return xHEAAC }
        if let codec = stream.codec { return name(codec) }
        guard let tag = stream.tag else { return nil }
        return tags[tag] ?? "a codec called '\(tag)'"
    }

    /// AAC of audio object type 42 (ISO/IEC 14496-3, table 1.17).
    static let xHEAAC = "xHE-AAC"

    private static func name(_ codec: String) -> String {
        if let name = codecs[codec] { return name }
        if codec.hasPrefix("pcm_") { return "uncompressed" }
        if codec.hasPrefix("adpcm_") { return "ADPCM" }
        return codec.uppercased()
    }

    /// Keyed by FFmpeg's names, where people say something else.
    private static let codecs: [String: String] = [
        "h264": "H.264", "h263": "H.263", "vvc": "H.266 (VVC)", "evc": "EVC", "mpeg4": "MPEG-4",
        "mpeg1video": "MPEG-1", "mpeg2video": "MPEG-2", "mjpeg": "Motion JPEG", "prores": "ProRes",
        "prores_raw": "ProRes RAW", "cfhd": "CineForm", "dnxhd": "DNxHD", "jpeg2000": "JPEG 2000",
        "rawvideo": "uncompressed", "qtrle": "QuickTime Animation", "theora": "Theora",
        "flv1": "Sorenson Spark",
        "msmpeg4v2": "DivX 3", "msmpeg4v3": "DivX 3", "wmv1": "Windows Media Video",
        "wmv2": "Windows Media Video", "wmv3": "Windows Media Video", "vc1": "VC-1",
        "opus": "Opus", "vorbis": "Vorbis", "speex": "Speex", "amr_nb": "AMR", "amr_wb": "AMR",
        "mp2": "MPEG Layer 2",
        "ac3": "AC-3", "eac3": "E-AC-3", "ac4": "AC-4", "dts": "DTS", "truehd": "Dolby TrueHD",
        "mpegh_3d_audio": "MPEG-H 3D Audio", "iamf": "IAMF", "wmav1": "Windows Media Audio",
        "wmav2": "Windows Media Audio", "wmapro": "Windows Media Audio", "wmalossless": "Windows Media Audio",
    ]

    /// Keyed by the codes of MP4 and QuickTime files (the registration authority's list, mp4ra.org) that FFmpeg may not
    /// know.
    private static let tags: [String: String] = [
        "vvc1": "H.266 (VVC)", "vvi1": "H.266 (VVC)", "dav1": "AV1 in Dolby Vision profile 10",
        "evc1": "EVC", "lvc1": "LCEVC", "apv1": "APV", "avs3": "AVS3", "aprn": "ProRes RAW",
        "aprh": "ProRes RAW",
        "ac-4": "AC-4", "iamf": "IAMF", "mha1": "MPEG-H 3D Audio", "mha2": "MPEG-H 3D Audio",
        "mhm1": "MPEG-H 3D Audio", "mhm2": "MPEG-H 3D Audio", "apac": "Apple's spatial audio (APAC)",
        "dtsc": "DTS", "dtsh": "DTS", "dtsl": "DTS", "dtse": "DTS", "dtsx": "DTS:X", "dtsy": "DTS:X",
        "mlpa": "Dolby TrueHD", "sevs": "EVS",
        // Matroska's (draft-ietf-cellar-codec).
        "V_MPEGI/ISO/VVC": "H.266 (VVC)", "V_AVS2": "AVS2", "V_AVS3": "AVS3", "A_AC4": "AC-4",
    ]
}
