internal import Libav

/// Decodes the primary picture of a HEIC or AVIF file, including tile grids, with FFmpeg's HEVC and AV1 decoders.
///
/// Ignores depth maps, gain maps, thumbnails and further pictures of a burst: the primary picture is complete without
/// them, and made for an ordinary screen.
struct HEIFDecoder {
    let file: PictureFile
    let header: HEIFHeader
    /// See ``HEIFTileDecoder``.
    let isCareful: Bool

    func decode() throws(PictureFault) -> DecodedPicture {
        guard case .still(let composition, let alpha) = header.content else {
            throw PictureFault(.damaged, "the file has no still picture")
        }
        let picture = try composition.decode(file, isCareful: isCareful)
        let format = header.summary.format == .avif ? "AVIF" : "HEIC"
        var isDoubtful = picture.isDoubtful
        let missing = picture.missing
        var frame = picture.takeFrame()
        let blank = header.rendering.isBlankNoColor(in: frame) ? frame.grayBlanks() : missing
        var notes = try PictureNote.notes(missing: blank, damaged: 0, format: format)
        if let alpha = try alpha?.decode(file, isCareful: isCareful) {
            if alpha.isDoubtful || alpha.missing > 0 { isDoubtful = true }
            frame = try header.rendering.render(frame, alpha: alpha.takeFrame())
        } else {
            frame = try header.rendering.render(frame, alpha: nil)
        }
        if isDoubtful { notes.append(.damaged(nil)) }
        return DecodedPicture(frame: frame, notes: notes)
    }
}
