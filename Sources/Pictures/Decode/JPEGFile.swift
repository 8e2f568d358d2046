internal import CJPEG
internal import Libav

/// An open JPEG file.
///
/// In files with several pictures (Ultra HDR with its gain map, MPO), this is the first one. libjpeg makes blocks with
/// missing data grey, and reports where they are; see ``notes()``.
///
/// Corresponds to `jpeg_decompress_struct`.
@safe struct JPEGFile: ~Copyable {
    private let jpeg: UnsafeMutablePointer<storymedia_jpeg>
    // libjpeg reads from this memory until the end.
    private let file: PictureFile

    /// - Throws: ``PictureFault`` if the header is damaged, of a kind that libjpeg does not read, or gives a different
    ///   size from `header`.
    init(_ file: PictureFile, _ header: PictureHeader) throws(PictureFault) {
        let bytes = unsafe file.memory.assumingMemoryBound(to: UInt8.self)
        guard let jpeg = unsafe storymedia_jpeg_open(bytes.baseAddress, bytes.count) else {
            throw PictureFault(.tooLarge(.pixels), "there is not enough memory for the picture")
        }
        do throws(PictureFault) {
            unsafe try Self.check(jpeg)
            let (width, height) = unsafe (
                Int(jpeg.pointee.decompress.image_width), Int(jpeg.pointee.decompress.image_height)
            )
            guard width == header.width, height == header.height else {
                throw PictureFault(
                    .damaged,
                    "the JPEG's picture is \(width) × \(height), but its header says \(header.width) × \(header.height)"
                )
            }
        } catch {
            unsafe storymedia_jpeg_close(jpeg)
            throw error
        }
        unsafe self.jpeg = jpeg
        self.file = file
    }

    deinit { unsafe storymedia_jpeg_close(jpeg) }

    var colorSpace: J_COLOR_SPACE { unsafe jpeg.pointee.decompress.jpeg_color_space }

    /// Whether the file has Adobe's segment, whose writers store inks inverted.
    var isFromAdobe: Bool { unsafe storymedia_jpeg_is_from_adobe(jpeg) != 0 }

    /// The planar format of a picture with luma and chroma; nil if FFmpeg has no format with that sampling, or if
    /// libjpeg's upsampling of chroma would be visible.
    ///
    /// Every viewer shows chroma as libjpeg upsamples it. Scaling the planes instead gives a different result in two
    /// cases: when a small picture is enlarged, and when chroma samples extend beyond the picture, because scalers then
    /// stretch them.
    var planarFormat: PixelFormat? {
        guard colorSpace == JCS_YCbCr, spacing(of: 0) == (1, 1), spacing(of: 1) == spacing(of: 2) else {
            return nil
        }
        let (width, height) = unsafe (
            Int(jpeg.pointee.decompress.image_width), Int(jpeg.pointee.decompress.image_height)
        )
        let (across, down) = spacing(of: 1)
        guard min(width, height) >= Self.leastPlanarSide, width % Int(across) == 0, height % Int(down) == 0
        else { return nil }
        let sampling =
            switch spacing(of: 1) {
            case (1, 1): "444"
            case (2, 1): "422"
            case (2, 2): "420"
            case (1, 2): "440"
            case (4, 1): "411"
            default: ""
            }
        return sampling.isEmpty ? nil : PixelFormat(named: "yuv\(sampling)p")
    }

    /// Pictures with a shorter side become RGB, which costs nothing at that size.
    private static let leastPlanarSide = 64

    /// How many samples of the picture share one sample of a component, across and down.
    private func spacing(of component: Int32) -> (Int32, Int32) {
        let both = unsafe storymedia_jpeg_spacing(jpeg, component)
        return (both / 16, both % 16)
    }

    /// Decodes as many planes of the picture as both `frame` and the file have.
    ///
    /// Corresponds to `jpeg_read_raw_data`.
    func readPlanes(into frame: inout Frame) throws(PictureFault) -> [PictureNote] {
        var target = storymedia_jpeg_target()
        // These pointers are used before the frame is touched again.
        unsafe target.planes.0 = Self.start(of: 0, in: &frame, &target.strides.0)
        if colorSpace != JCS_GRAYSCALE {
            unsafe target.planes.1 = Self.start(of: 1, in: &frame, &target.strides.1)
            unsafe target.planes.2 = Self.start(of: 2, in: &frame, &target.strides.2)
        }
        return try unsafe read(JCS_UNKNOWN, &target)
    }

    /// Decodes to pixels of a colour space with as many bytes each as the frame's format has.
    ///
    /// Corresponds to `jpeg_read_scanlines`.
    func readPixels(
        _ space: J_COLOR_SPACE, into frame: inout Frame
    ) throws(PictureFault) -> [PictureNote] {
        var target = storymedia_jpeg_target()
        unsafe target.planes.0 = Self.start(of: 0, in: &frame, &target.strides.0)
        return try unsafe read(space, &target)
    }

    /// Reads all the data to find what is missing, without keeping a picture.
    func notes() throws(PictureFault) -> [PictureNote] {
        try unsafe read(JCS_UNKNOWN, nil)
    }

    private func read(
        _ space: J_COLOR_SPACE, _ target: UnsafePointer<storymedia_jpeg_target>?
    ) throws(PictureFault) -> [PictureNote] {
        if unsafe storymedia_jpeg_read(jpeg, space, target) == 0 { try unsafe Self.check(jpeg) }
        let rows = unsafe Double(max(1, jpeg.pointee.decompress.total_iMCU_rows))
        let missing = unsafe Double(storymedia_jpeg_count(jpeg, UInt8(storymedia_jpeg_row_missing)))
        let either = unsafe Double(
            storymedia_jpeg_count(jpeg, UInt8(storymedia_jpeg_row_missing | storymedia_jpeg_row_damaged)))
        var notes = try PictureNote.notes(
            missing: missing / rows, damaged: (either - missing) / rows, format: "JPEG")
        if unsafe jpeg.pointee.lacks_refinement != 0 { notes.append(.coarse) }
        if notes.isEmpty, unsafe jpeg.pointee.ended_early != 0 { notes.append(.endMissing) }
        return notes
    }

    /// Where a plane begins; valid as long as the frame is not changed.
    private static func start(
        of plane: Int, in frame: inout Frame, _ stride: inout Int
    ) -> UnsafeMutablePointer<UInt8>? {
        unsafe frame.withMutablePlane(plane) { samples, layout in
            stride = layout.stride
            return unsafe samples.withUnsafeMutableBufferPointer { $0.baseAddress }
        }
    }

    private static func check(_ jpeg: UnsafeMutablePointer<storymedia_jpeg>) throws(PictureFault) {
        switch unsafe Int(jpeg.pointee.failure) {
        case 0: return
        case storymedia_jpeg_out_of_memory:
            throw PictureFault(.tooLarge(.pixels), "there is not enough memory for the picture")
        case storymedia_jpeg_unsupported:
            throw PictureFault(
                .unsupported, "the JPEG is of a kind that few programs read; save it as a plain JPEG")
        case storymedia_jpeg_too_many_scans:
            throw PictureFault(
                .tooLarge(.frames),
                "the JPEG's picture comes in more than \(STORYMEDIA_JPEG_MAXIMUM_SCANS) scans; save it again")
        default:
            throw PictureFault(
                .damaged,
                "the JPEG cannot be decoded: the description of its picture is damaged; send it again")
        }
    }
}
