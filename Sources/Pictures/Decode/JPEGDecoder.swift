internal import Libav

/// Decodes a JPEG file with FFmpeg.
///
/// Of files that hold several pictures (Ultra HDR with its gain map, MPO) this is the first.
struct JPEGDecoder: StillDecoder {
    let file: PictureFile
    let header: PictureHeader
    let purpose: PictureReader.Purpose

    func decode() throws(PictureFault) -> Frame {
        var frame = try decodeStored()
        guard frame.width == header.width, frame.height == header.height else {
            throw PictureFault(
                .damaged,
                """
                the JPEG's picture is \(frame.width) × \(frame.height), its header says \
                \(header.width) × \(header.height)
                """)
        }
        let format = frame.format
        frame.colorimetry = header.colorimetry
        if format.isRGB { frame.colorimetry.matrix = .rgb }
        if purpose == .display { return try frame.forDisplay() }
        if format.isGray { return try frame.withNeutralChroma() }
        // RGB and CMYK come in planes of their own order, and Adobe's YCCK with a fourth plane.
        return format.isRGB || format.hasAlpha ? try frame.rgb(.rgb24) : frame
    }

    private func decodeStored() throws(PictureFault) -> Frame {
        var detail: String?
        do throws(LibavError) {
            var decoder = try PictureDecoder(.jpeg, width: header.width, height: header.height)
            return try file.withBytes { (bytes) throws(LibavError) in
                do throws(LibavError) {
                    return try decoder.decode(bytes)
                } catch {
                    detail = decoder.lastLine
                    throw error
                }
            }
        } catch {
            throw PictureFault(error, "the JPEG cannot be decoded", detail: detail)
        }
    }
}
