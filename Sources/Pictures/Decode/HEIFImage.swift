internal import CHeif
internal import Libav

/// A decoded picture in libheif's memory.
///
/// Corresponds to `heif_image`.
@safe struct HEIFImage: ~Copyable {
    private let image: OpaquePointer

    init(_ image: OpaquePointer) {
        unsafe self.image = image
    }

    deinit { unsafe heif_image_release(image) }

    var chroma: heif_chroma { unsafe heif_image_get_chroma_format(image) }

    /// In samples; -1 where the picture has no such channel.
    func size(of channel: heif_channel) -> (width: Int, height: Int) {
        unsafe (
            Int(heif_image_get_width(image, channel)), Int(heif_image_get_height(image, channel))
        )
    }

    /// Bits of a sample that carry meaning.
    func bits(of channel: heif_channel) -> Int {
        unsafe Int(heif_image_get_bits_per_pixel_range(image, channel))
    }

    /// Copies a part of a channel to a plane of a frame.
    ///
    /// - Throws: ``PictureFault`` where the part does not lie in the picture.
    func copy(
        _ channel: heif_channel, _ part: PixelRect, sampleBytes: Int, to plane: Int, of frame: inout Frame
    ) throws(PictureFault) {
        let size = size(of: channel)
        guard part.x + part.width <= size.width, part.y + part.height <= size.height else {
            throw PictureFault(
                .damaged,
                """
                the coded picture is \(size.width) × \(size.height), too small for the \(part.width) × \
                \(part.height) that the file's header says
                """)
        }
        var stride: Int32 = 0
        guard let start = unsafe heif_image_get_plane_readonly(image, channel, &stride), stride > 0 else {
            throw PictureFault(.damaged, "the picture lacks one of its planes")
        }
        let samples = unsafe Span(_unsafeStart: start, count: Int(stride) * size.height)
        try frame.copyPlane(
            plane, from: samples.extracting((part.y * Int(stride) + part.x * sampleBytes)...),
            stride: Int(stride), rowBytes: part.width * sampleBytes)
    }
}
