internal import Libav

/// The pictures of a moving HEIC or AVIF file.
final class HEIFAnimation: PictureSource {
    private let header: HEIFHeader
    private let purpose: PictureReader.Purpose
    private let file: PictureFile
    private let picture: HEIFTrack
    private let alpha: HEIFTrack?
    private var pictures: HEIFTrackDecoder
    private var alphas: HEIFTrackDecoder?
    private var index = 0

    init(
        file: PictureFile, header: HEIFHeader, picture: HEIFTrack, alpha: HEIFTrack?,
        purpose: PictureReader.Purpose
    ) throws(PictureFault) {
        self.file = file
        self.header = header
        self.purpose = purpose
        self.picture = picture
        self.alpha = alpha
        pictures = try HEIFTrackDecoder(file, picture)
        alphas = try alpha.map { (track) throws(PictureFault) in try HEIFTrackDecoder(file, track) }
    }

    func next() throws(PictureFault) -> PictureFrame? {
        guard index < header.summary.durations.count else { return nil }
        guard let frame = try pictures.next() else {
            throw PictureFault(.damaged, "picture \(index + 1) of the animation cannot be decoded")
        }
        let mask = try alphas?.next()
        let duration = header.summary.durations[index]
        index += 1
        return PictureFrame(
            frame: try header.rendering.render(frame, alpha: mask, purpose), duration: duration)
    }

    func rewind() throws(PictureFault) {
        pictures = try HEIFTrackDecoder(file, picture)
        alphas = try alpha.map { (track) throws(PictureFault) in try HEIFTrackDecoder(file, track) }
        index = 0
    }
}
