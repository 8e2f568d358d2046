internal import CFFmpeg

/// Which FFmpeg this program runs with, and what it can do.
public enum FFmpegBuild {
    /// One of FFmpeg's libraries.
    public struct Library: Hashable, Sendable, Codable {
        public let name: String
        /// Major, minor and micro version, such as `59.37.100`.
        public let version: String
        /// The major version of the headers that this program was compiled with.
        public let compiledMajor: Int

        /// The first number of ``version``, which appears in the names of the library's packages and files.
        public var major: Int? { version.split(separator: ".").first.flatMap { Int($0) } }

        /// Whether the loaded library has the interface that this program was compiled for.
        public var isCompatible: Bool { version.hasPrefix("\(compiledMajor).") }

        init(_ name: String, _ version: UInt32, compiledMajor: Int32) {
            self.name = name
            self.version = "\(version >> 16).\(version >> 8 & 0xff).\(version & 0xff)"
            self.compiledMajor = Int(compiledMajor)
        }
    }

    /// FFmpeg's release, such as `5.1.9-0+deb12u1`.
    ///
    /// Corresponds to `av_version_info`.
    public static var release: String { unsafe String(cString: av_version_info()) }

    /// All linked libraries.
    public static var libraries: [Library] {
        [
            Library("libavutil", avutil_version(), compiledMajor: LIBAVUTIL_VERSION_MAJOR),
            Library("libavcodec", avcodec_version(), compiledMajor: LIBAVCODEC_VERSION_MAJOR),
            Library("libavformat", avformat_version(), compiledMajor: LIBAVFORMAT_VERSION_MAJOR),
            Library("libswscale", swscale_version(), compiledMajor: LIBSWSCALE_VERSION_MAJOR),
            Library("libswresample", swresample_version(), compiledMajor: LIBSWRESAMPLE_VERSION_MAJOR),
        ]
    }

    /// The names of all registered demuxers.
    ///
    /// Corresponds to `av_demuxer_iterate`.
    public static var demuxers: [String] {
        var position: UnsafeMutableRawPointer?
        var names: [String] = []
        while let format = unsafe av_demuxer_iterate(&position) {
            unsafe names.append(String(cString: format.pointee.name))
        }
        return names
    }

    /// The names of all registered decoders.
    ///
    /// Corresponds to `av_codec_iterate`.
    public static var decoders: [String] {
        var position: UnsafeMutableRawPointer?
        var names: [String] = []
        while let codec = unsafe av_codec_iterate(&position) {
            if unsafe av_codec_is_decoder(codec) != 0 {
                unsafe names.append(String(cString: codec.pointee.name))
            }
        }
        return names
    }

    /// Corresponds to `avcodec_find_encoder_by_name`.
    public static func hasEncoder(_ name: String) -> Bool {
        unsafe avcodec_find_encoder_by_name(name) != nil
    }

    /// Corresponds to `avcodec_find_decoder_by_name`.
    public static func hasDecoder(_ name: String) -> Bool {
        unsafe avcodec_find_decoder_by_name(name) != nil
    }

    /// Corresponds to `av_find_input_format`, with the first of several names.
    public static func hasDemuxer(_ name: String) -> Bool {
        let first = name.prefix { $0 != "," }
        return unsafe av_find_input_format(String(first)) != nil
    }

    /// Corresponds to `av_guess_format`.
    public static func hasMuxer(_ name: String) -> Bool {
        unsafe av_guess_format(name, nil, nil) != nil
    }
}
