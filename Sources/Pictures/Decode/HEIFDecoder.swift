internal import Libav

/// Decodes the primary picture of a HEIC or AVIF file with FFmpeg's decoders of HEVC and AV1, tile grids included.
///
/// Depth maps, gain maps, thumbnails and further pictures of a burst stay untouched: the picture beside them is
/// complete, and for an ordinary screen.
struct HEIFDecoder {
    let file: PictureFile
    let header: HEIFHeader
    let purpose: PictureReader.Purpose

    func decode() throws(PictureFault) -> Frame {
        guard case .still(let composition, let alpha) = header.content else {
            throw PictureFault(.damaged, "the file has no still picture")
        }
        let picture = try composition.decode(file)
        return try header.rendering.render(picture, alpha: try alpha?.decode(file), purpose)
    }
}
