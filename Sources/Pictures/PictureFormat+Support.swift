internal import Libav

extension PictureFormat {
    /// Whether the libraries on this machine can decode the format: not every FFmpeg has HEVC and AV1.
    public var isSupported: Bool {
        switch self {
        case .heif: PictureDecoder.Codec.hevc.isAvailable
        case .avif: PictureDecoder.Codec.av1.isAvailable
        case .jpeg, .png, .apng, .gif, .webp: true
        }
    }
}
