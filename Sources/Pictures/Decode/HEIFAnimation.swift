internal import Libav

/// The pictures of an animated HEIC or AVIF file.
final class HEIFAnimation: PictureSource {
    private let header: HEIFHeader
    private let finish: PictureFinish
    private let file: PictureFile
    private let picture: HEIFTrack
    private let alpha: HEIFTrack?
    private var pictures: HEIFTrackDecoder
    private var alphas: HEIFTrackDecoder?
    private var index = 0

    var notes: [PictureNote] { finish.notes }

    init(
        file: PictureFile, header: HEIFHeader, picture: HEIFTrack, alpha: HEIFTrack?,
        finish: PictureFinish
    ) throws(PictureFault) {
        self.file = file
        self.header = header
        self.finish = finish
        self.picture = picture
        self.alpha = alpha
        pictures = try HEIFTrackDecoder(file, picture)
        alphas = try alpha.map { (track) throws(PictureFault) in try HEIFTrackDecoder(file, track) }
    }

    func next() throws(PictureFault) -> PictureFrame? {
        guard index < header.summary.durations.count else { return nil }
        guard var frame = try pictures.next() else {
            throw PictureFault(.damaged, "picture \(index + 1) of the animation cannot be decoded")
        }
        if header.rendering.isBlankNoColor(in: frame), frame.grayBlanks() > 0 { finish.add(.damaged(nil)) }
        let mask = try alphas?.next()
        let duration = header.summary.durations[index]
        index += 1
        let rendered = try header.rendering.render(frame, alpha: mask)
        return PictureFrame(frame: try finish.finish(DecodedPicture(frame: rendered)), duration: duration)
    }

    func rewind() throws(PictureFault) {
        pictures = try HEIFTrackDecoder(file, picture)
        alphas = try alpha.map { (track) throws(PictureFault) in try HEIFTrackDecoder(file, track) }
        index = 0
    }
}
