internal import CFFmpeg

extension PixelFormat {
    /// The format with FFmpeg's name, such as `yuv420p10le`; nil where this FFmpeg knows none.
    ///
    /// Corresponds to `av_get_pix_fmt`.
    public init?(name: String) {
        let format = unsafe av_get_pix_fmt(name)
        if format == AV_PIX_FMT_NONE { return nil }
        self.init(format)
    }
}
