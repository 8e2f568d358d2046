internal import CWebP
internal import Libav

/// The pictures of an animated WebP file, each covering the whole canvas.
///
/// Corresponds to `WebPAnimDecoder`.
@safe final class WebPAnimation: PictureSource {
    private let decoder: OpaquePointer
    // libwebp reads from this memory until the decoder is gone.
    private let file: PictureFile
    private let header: PictureHeader
    private let finish: PictureFinish
    private let bitstreams: [WebPBitstream]
    private var index = 0
    /// How many pictures were examined for damage.
    private var examined = 0

    var notes: [PictureNote] { finish.notes }

    init(
        file: PictureFile, header: PictureHeader, finish: PictureFinish
    ) throws(PictureFault) {
        let memory = unsafe file.memory.assumingMemoryBound(to: UInt8.self)
        var data = unsafe WebPData(bytes: memory.baseAddress, size: memory.count)
        guard let decoder = unsafe WebPAnimDecoderNew(&data, nil) else {
            throw PictureFault(.damaged, "the animated WebP cannot be decoded: its chunks are damaged")
        }
        unsafe self.decoder = decoder
        self.file = file
        self.header = header
        self.finish = finish
        bitstreams = file.withBytes { WebPBitstream.all(in: $0) }
        var info = WebPAnimInfo()
        guard unsafe WebPAnimDecoderGetInfo(decoder, &info) != 0, Int(info.canvas_width) == header.width,
            Int(info.canvas_height) == header.height, Int(info.frame_count) == header.frameCount
        else { throw PictureFault(.damaged, "the animated WebP differs from what its header says") }
    }

    deinit { unsafe WebPAnimDecoderDelete(decoder) }

    /// Whether the file's extended header has the animation flag (RFC 9649, 2.7).
    static func isAnimation(_ file: PictureFile) -> Bool {
        file.withBytes { bytes in
            bytes.hasText("VP8X", at: 12) && (bytes.byte(at: 20) ?? 0) & 0x02 != 0
        }
    }

    func next() throws(PictureFault) -> PictureFrame? {
        guard unsafe WebPAnimDecoderHasMoreFrames(decoder) != 0 else { return nil }
        var canvas: UnsafeMutablePointer<UInt8>?
        var end: Int32 = 0
        guard unsafe WebPAnimDecoderGetNext(decoder, &canvas, &end) != 0, let canvas = unsafe canvas else {
            throw PictureFault(
                .damaged, "picture \(index + 1) of the animated WebP is damaged; send it again")
        }
        if examined == index, bitstreams.indices.contains(index) {
            if bitstreams[index].endsEarly(in: file) { finish.add(.damaged(nil)) }
            examined += 1
        }
        var frame = try PictureFault.frame(header.width, header.height, .rgba)
        let pixels = unsafe Span(_unsafeStart: UnsafePointer(canvas), count: header.width * header.height * 4)
        try frame.copyPlane(0, from: pixels, stride: header.width * 4, rowBytes: header.width * 4)
        frame.colorimetry = header.colorimetry
        let duration = header.durations.indices.contains(index) ? header.durations[index] : 0
        index += 1
        return PictureFrame(frame: try finish.finish(DecodedPicture(frame: frame)), duration: duration)
    }

    func rewind() {
        unsafe WebPAnimDecoderReset(decoder)
        index = 0
    }
}
