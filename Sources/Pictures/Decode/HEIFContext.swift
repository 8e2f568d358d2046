internal import CHeif
internal import Libav

/// An open HEIF or AVIF file and its primary picture.
///
/// Corresponds to `heif_context` with one `heif_image_handle`.
@safe struct HEIFContext: ~Copyable {
    enum Layout {
        /// Planes of luma and chroma; the latter of the size that is stored, or libheif converts them.
        case planar(HEIFProperties.ChromaSampling)
        /// 8 bits a sample, pixel by pixel.
        case rgb, rgba
    }

    private let context: OpaquePointer
    private let handle: OpaquePointer
    // libheif reads from its memory until the context is gone.
    private let file: PictureFile

    /// - Parameter longestSide: of any picture in the file that may be looked at, in pixels.
    init(_ file: PictureFile, longestSide: Int) throws(PictureFault) {
        guard let context = unsafe heif_context_alloc() else {
            throw PictureFault(.tooLarge(.pixels), "there is no memory for the picture")
        }
        do throws(PictureFault) {
            let memory = unsafe file.memory
            // Before it has read a size, libheif would take memory for a gigapixel.
            unsafe heif_context_set_maximum_image_size_limit(context, Int32(clamping: longestSide))
            try unsafe HEIFError.check(
                heif_context_read_from_memory_without_copy(
                    context, memory.baseAddress, memory.count, nil))
            var handle: OpaquePointer?
            try unsafe HEIFError.check(heif_context_get_primary_image_handle(context, &handle))
            guard let handle = unsafe handle else {
                throw PictureFault(.damaged, "the file has no primary picture")
            }
            unsafe self.handle = handle
        } catch {
            unsafe heif_context_free(context)
            throw error
        }
        unsafe self.context = context
        self.file = file
    }

    deinit {
        unsafe heif_image_handle_release(handle)
        unsafe heif_context_free(context)
    }

    var hasAlpha: Bool { unsafe heif_image_handle_has_alpha_channel(handle) != 0 }

    /// Whether the colours are multiplied by alpha already.
    var isPremultiplied: Bool { unsafe heif_image_handle_is_premultiplied_alpha(handle) != 0 }

    /// Decodes the picture as it is coded: neither cropped, nor turned, nor mirrored.
    func decode(as layout: Layout) throws(PictureFault) -> HEIFImage {
        guard let options = unsafe heif_decoding_options_alloc() else {
            throw PictureFault(.tooLarge(.pixels), "there is no memory for the picture")
        }
        defer { unsafe heif_decoding_options_free(options) }
        unsafe options.pointee.ignore_transformations = 1
        if case .planar = layout {} else { unsafe options.pointee.convert_hdr_to_8bit = 1 }
        let (colorspace, chroma) =
            switch layout {
            case .planar(.monochrome): (heif_colorspace_monochrome, heif_chroma_monochrome)
            case .planar(.c420): (heif_colorspace_YCbCr, heif_chroma_420)
            case .planar(.c422): (heif_colorspace_YCbCr, heif_chroma_422)
            case .planar(.c444): (heif_colorspace_YCbCr, heif_chroma_444)
            case .rgb: (heif_colorspace_RGB, heif_chroma_interleaved_RGB)
            case .rgba: (heif_colorspace_RGB, heif_chroma_interleaved_RGBA)
            }
        var image: OpaquePointer?
        try unsafe HEIFError.check(heif_decode_image(handle, &image, colorspace, chroma, options))
        guard let image = unsafe image else { throw PictureFault(.damaged, "the file gives no picture") }
        return unsafe HEIFImage(image)
    }
}

/// What libheif's error values mean for a picture.
enum HEIFError {
    static func check(_ error: heif_error) throws(PictureFault) {
        if unsafe error.code == heif_error_Ok { return }
        let text = unsafe error.message.map { unsafe String(cString: $0) } ?? "unknown reason"
        let code: PictureError.Code =
            switch unsafe (error.code, error.subcode) {
            case (heif_error_Memory_allocation_error, _): .tooLarge(.pixels)
            case (_, heif_suberror_End_of_data): .truncated
            case (heif_error_Unsupported_feature, _), (heif_error_Unsupported_filetype, _): .unsupported
            default: .damaged
            }
        throw PictureFault(code, "the picture cannot be decoded: \(text)")
    }
}
