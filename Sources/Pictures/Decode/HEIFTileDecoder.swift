internal import Libav

/// Decodes coded items of a HEIF or AVIF file, with one decoder for all that share its setup.
struct HEIFTileDecoder: ~Copyable {
    private let file: PictureFile
    /// No tile may be larger.
    private let width: Int
    private let height: Int
    private let threads: Int
    private var decoder: PictureDecoder?
    private var setup: [UInt8] = []

    init(_ file: PictureFile, width: Int, height: Int, threads: Int) {
        self.file = file
        self.width = width
        self.height = height
        self.threads = threads
    }

    /// The samples of a tile, in the format in which they are coded.
    mutating func decode(_ tile: HEIFComposition.Tile) throws(PictureFault) -> Frame {
        let data = file.bytes(tile.data)
        let setup = file.bytes([tile.setup])
        do throws(LibavError) {
            if decoder == nil || setup != self.setup {
                decoder = try PictureDecoder(
                    tile.codec, setup: setup, width: width, height: height, threads: threads)
                self.setup = setup
            }
            guard var frame = try decoder?.decode(data.span) else {
                throw LibavError.invalidData("avcodec_receive_frame")
            }
            frame.dropRangeFromFormatName()
            return frame
        } catch {
            throw PictureFault(error, decoding: tile.codec)
        }
    }
}

extension HEIFComposition.Tile {
    /// What the bitstream says of its samples, without decoding it; nil where its beginning is damaged.
    func codedColorimetry(in file: PictureFile) -> Colorimetry? {
        // HEVC has it in its setup. Most writers of AVIF leave that part of the setup out, and begin the data
        // with it.
        let setup = file.bytes([self.setup] + (codec == .av1 ? data : []))
        return try? PictureDecoder(codec, setup: setup, width: 1, height: 1).colorimetry
    }
}
