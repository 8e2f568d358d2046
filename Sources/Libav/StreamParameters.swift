internal import CFFmpeg

/// A container's description of one of its streams.
///
/// Corresponds to `AVStream` with its `AVCodecParameters`.
public struct StreamParameters: Hashable, Sendable {
    public enum Medium: Hashable, Sendable {
        case video, audio, subtitle, data, attachment, unknown
    }

    public var index: Int
    public var medium: Medium
    /// FFmpeg's codec name; nil for a codec it does not know.
    public var codecName: String?
    /// The container's own code for the codec, with the first character in the highest byte; 0 if it has none.
    public var codecTag: UInt32
    public var profileName: String?
    public var timeBase: Rational
    /// In the stream's time base; nil if unknown.
    public var startTime: Int64?
    /// In the stream's time base; nil if unknown.
    public var duration: Int64?
    /// The number that the container states; 0 if it states none.
    public var frameCount: Int64
    public var isDefault: Bool
    public var isAttachedPicture: Bool
    public var bitRate: Int64
    public var width: Int
    public var height: Int
    public var pixelFormat: PixelFormat
    public var pixelAspect: Rational
    public var colorimetry: Colorimetry
    /// The header's average frame rate, which is unreliable.
    public var averageFrameRate: Rational
    public var sampleRate: Int
    public var channels: Int
    /// FFmpeg's name, such as `5.1`; nil if it has none.
    public var channelLayout: String?
}

extension Demuxer {
    /// The container's description of a stream.
    public func parameters(ofStream index: Int) -> StreamParameters {
        let stream = unsafe streamPointer(index)
        guard let codec = unsafe stream.pointee.codecpar else {
            preconditionFailure("a stream without parameters")
        }
        let disposition = unsafe stream.pointee.disposition
        return unsafe StreamParameters(
            index: index,
            medium: Self.medium(codec.pointee.codec_type),
            codecName: codec.pointee.codec_id == AV_CODEC_ID_NONE
                ? nil : String(cString: avcodec_get_name(codec.pointee.codec_id)),
            codecTag: codec.pointee.codec_tag.byteSwapped,
            profileName: avcodec_profile_name(codec.pointee.codec_id, codec.pointee.profile)
                .map { unsafe String(cString: $0) },
            timeBase: Rational(stream.pointee.time_base),
            startTime: known(stream.pointee.start_time),
            duration: known(stream.pointee.duration),
            frameCount: stream.pointee.nb_frames,
            isDefault: disposition & AV_DISPOSITION_DEFAULT != 0,
            isAttachedPicture: disposition & AV_DISPOSITION_ATTACHED_PIC != 0,
            bitRate: codec.pointee.bit_rate,
            width: Int(codec.pointee.width),
            height: Int(codec.pointee.height),
            pixelFormat: PixelFormat(rawValue: codec.pointee.format),
            pixelAspect: Rational(av_guess_sample_aspect_ratio(context, stream, nil)),
            colorimetry: Colorimetry(
                primaries: ColorPrimaries(rawValue: Int32(codec.pointee.color_primaries.rawValue)),
                transfer: TransferFunction(rawValue: Int32(codec.pointee.color_trc.rawValue)),
                matrix: ColorMatrix(rawValue: Int32(codec.pointee.color_space.rawValue)),
                range: ColorRange(rawValue: Int32(codec.pointee.color_range.rawValue)) ?? .unspecified),
            averageFrameRate: Rational(stream.pointee.avg_frame_rate),
            sampleRate: Int(codec.pointee.sample_rate),
            channels: Int(codec.pointee.ch_layout.nb_channels),
            channelLayout: layoutName(&codec.pointee.ch_layout))
    }

    /// A tag of one stream.
    public func tag(_ key: String, ofStream index: Int) -> String? {
        unsafe Self.tag(key, in: streamPointer(index).pointee.metadata)
    }

    /// The decoder that FFmpeg would use for a stream; nil if the policy does not allow it.
    public func decoderName(ofStream index: Int, policy: MediaPolicy = .cameraRoll) -> String? {
        let id = unsafe streamPointer(index).pointee.codecpar.pointee.codec_id
        guard let codec = unsafe avcodec_find_decoder(id) else { return nil }
        let name = unsafe String(cString: codec.pointee.name)
        return policy.allows(decoder: name) ? name : nil
    }

    private func known(_ value: Int64) -> Int64? {
        value == storymedia_AV_NOPTS_VALUE ? nil : value
    }

    private func layoutName(_ layout: UnsafePointer<AVChannelLayout>) -> String? {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { buffer in
            guard let base = buffer.baseAddress else { return nil }
            let length = unsafe av_channel_layout_describe(layout, base, buffer.count)
            return length > 0 ? unsafe String(cString: base) : nil
        }
    }

    private static func medium(_ type: AVMediaType) -> StreamParameters.Medium {
        switch type {
        case AVMEDIA_TYPE_VIDEO: .video
        case AVMEDIA_TYPE_AUDIO: .audio
        case AVMEDIA_TYPE_SUBTITLE: .subtitle
        case AVMEDIA_TYPE_DATA: .data
        case AVMEDIA_TYPE_ATTACHMENT: .attachment
        default: .unknown
        }
    }
}
