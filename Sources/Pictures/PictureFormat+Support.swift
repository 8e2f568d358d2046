internal import CHeif

extension PictureFormat {
    /// Whether the libraries of this machine can decode the format.
    ///
    /// libheif decodes nothing itself: HEVC takes libde265, AV1 takes libaom or dav1d, and both may be
    /// left out when it is installed.
    ///
    /// Corresponds to `heif_have_decoder_for_format`.
    public var isSupported: Bool {
        switch self {
        case .heif: heif_have_decoder_for_format(heif_compression_HEVC) != 0
        case .avif: heif_have_decoder_for_format(heif_compression_AV1) != 0
        case .jpeg, .png, .apng, .gif, .webp: true
        }
    }
}
