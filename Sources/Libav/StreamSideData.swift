internal import CFFmpeg

/// The kind of Dolby Vision that a stream carries, and what its base layer is without it.
///
/// Corresponds to `AVDOVIDecoderConfigurationRecord`.
public struct DolbyVisionConfiguration: Hashable, Sendable {
    /// 5 and 7 are for cinema and discs; phones write 8 and 10 (AV1).
    public let profile: Int
    /// What players without Dolby Vision see: 1 is HDR10, 2 SDR, 4 HLG, 0 nothing usable.
    public let baseLayerCompatibility: Int

    /// The usual notation, such as `8.4`.
    public var name: String {
        baseLayerCompatibility == 0 ? "\(profile)" : "\(profile).\(baseLayerCompatibility)"
    }
}

extension Demuxer {
    /// How the container places a stream's picture on the screen; nil if it does not say.
    ///
    /// Corresponds to `AV_PKT_DATA_DISPLAYMATRIX`.
    public func displayMatrix(ofStream index: Int) -> DisplayMatrix? {
        unsafe withSideData(AV_PKT_DATA_DISPLAYMATRIX, ofStream: index, bytes: 9 * 4) { data in
            let number = { (index: Int) in
                Double(unsafe data.loadUnaligned(fromByteOffset: index * 4, as: Int32.self))
            }
            return DisplayMatrix(a: number(0), b: number(1), c: number(3), d: number(4))
        }
    }

    /// A stream's Dolby Vision configuration; nil if it has none.
    ///
    /// Corresponds to `AV_PKT_DATA_DOVI_CONF`.
    public func dolbyVision(ofStream index: Int) -> DolbyVisionConfiguration? {
        let size = MemoryLayout<AVDOVIDecoderConfigurationRecord>.size
        return unsafe withSideData(AV_PKT_DATA_DOVI_CONF, ofStream: index, bytes: size) { data in
            let record = unsafe data.loadUnaligned(as: AVDOVIDecoderConfigurationRecord.self)
            return DolbyVisionConfiguration(
                profile: Int(record.dv_profile),
                baseLayerCompatibility: Int(record.dv_bl_signal_compatibility_id))
        }
    }

    /// The kind of MPEG-4 audio that an AAC stream declares; nil if it declares none.
    ///
    /// Reads the first field of `AudioSpecificConfig` (ISO/IEC 14496-3, 1.6.2.1): five bits, or, if those are all ones,
    /// 32 plus the next six.
    public func audioObjectType(ofStream index: Int) -> Int? {
        guard let codec = unsafe streamPointer(index).pointee.codecpar,
            unsafe codec.pointee.codec_id == AV_CODEC_ID_AAC, unsafe codec.pointee.extradata_size >= 2,
            let data = unsafe codec.pointee.extradata
        else { return nil }
        let bits = unsafe Int(data[0]) << 8 | Int(data[1])
        return bits >> 11 == 31 ? 32 + (bits >> 5 & 0x3F) : bits >> 11
    }

    /// The container's own number for a stream, such as an MP4 file's track ID.
    public func identifier(ofStream index: Int) -> Int {
        unsafe Int(streamPointer(index).pointee.id)
    }

    /// Whether the container or the codec's header says that pictures consist of two fields.
    ///
    /// Corresponds to `AVCodecParameters.field_order`.
    public func isInterlaced(stream index: Int) -> Bool {
        let order = unsafe streamPointer(index).pointee.codecpar.pointee.field_order
        return [AV_FIELD_TT, AV_FIELD_BB, AV_FIELD_TB, AV_FIELD_BT].contains(order)
    }

    /// Calls `body` with side data of at least `bytes` bytes; nil if the stream has none.
    private func withSideData<R>(
        _ type: AVPacketSideDataType, ofStream index: Int, bytes: Int, _ body: (UnsafeRawPointer) -> R
    ) -> R? {
        var size = 0
        guard let data = unsafe storymedia_stream_side_data(streamPointer(index), type, &size), size >= bytes
        else { return nil }
        return unsafe body(UnsafeRawPointer(data))
    }
}
