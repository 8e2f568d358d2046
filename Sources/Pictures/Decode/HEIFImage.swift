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

    func size(of channel: heif_channel) -> (width: Int, height: Int) {
        unsafe (
            Int(heif_image_get_width(image, channel)), Int(heif_image_get_height(image, channel))
        )
    }

    /// Bits of a sample that carry meaning.
    func bits(of channel: heif_channel) -> Int {
        unsafe Int(heif_image_get_bits_per_pixel_range(image, channel))
    }

    /// Copies a channel to a plane of a frame.
    func copy(
        _ channel: heif_channel, to plane: Int, of frame: inout Frame, rowBytes: Int
    ) throws(PictureFault) {
        var stride: Int32 = 0
        let rows = size(of: channel).height
        guard let start = unsafe heif_image_get_plane_readonly(image, channel, &stride), stride >= rowBytes
        else { throw PictureFault(.damaged, "the picture lacks one of its planes") }
        let samples = unsafe Span(_unsafeStart: start, count: Int(stride) * rows)
        try frame.copyPlane(plane, from: samples, stride: Int(stride), rowBytes: rowBytes)
    }
}
