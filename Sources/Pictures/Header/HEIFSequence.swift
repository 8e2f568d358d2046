internal import Containers
internal import Libav

/// The tracks of an animated HEIF or AVIF file (ISO/IEC 23008-12, clause 7).
struct HEIFSequence {
    let picture: HEIFTrack
    /// The track with the pictures' alpha planes, one for each picture.
    let alpha: HEIFTrack?
    /// Whether the colours are already multiplied by alpha.
    let isPremultiplied: Bool

    /// Nil if the movie has no picture track that can be decoded here.
    ///
    /// - Throws: ``PictureFault`` where it has more pictures than are kept in memory.
    init?(_ movie: Box, _ reader: BoxReader) throws(PictureFault) {
        var pictures: [HEIFTrack] = []
        var auxiliaries: [HEIFTrack] = []
        let boxes = try PictureFault.reading { () throws(HeaderError) in try reader.children(of: movie) }
        // No camera writes more: one of pictures, one of alpha planes, one of small pictures.
        for box in boxes.all("trak").prefix(8) {
            guard let track = try HEIFTrack(box, reader) else { continue }
            if track.handler == "pict" { pictures.append(track) }
            if track.handler == "auxv", track.isAlpha { auxiliaries.append(track) }
        }
        guard let picture = pictures.first else { return nil }
        self.picture = picture
        alpha = auxiliaries.first {
            $0.references(of: "auxl").contains(picture.identifier)
                && $0.samples.count == picture.samples.count
        }
        isPremultiplied = !picture.references(of: "prem").isEmpty
    }
}
