internal import Libav

/// Decodes coded items of a HEIF or AVIF file, with one decoder for all items that share a setup.
struct HEIFTileDecoder: ~Copyable {
    private let file: PictureFile
    /// The maximum size of a tile.
    private let width: Int
    private let height: Int
    private let threads: Int
    private var decoder: PictureDecoder?
    private var setup: [UInt8] = []
    private let isCareful: Bool
    /// Whether a tile was accepted although its data are damaged.
    private(set) var isDoubtful = false

    /// - Parameter isCareful: whether to spend twice the time on finding out whether HEVC data are damaged.
    init(_ file: PictureFile, width: Int, height: Int, threads: Int, isCareful: Bool) {
        self.isCareful = isCareful
        self.file = file
        self.width = width
        self.height = height
        self.threads = threads
    }

    /// The samples of a tile, in their coded format.
    mutating func decode(_ tile: HEIFComposition.Tile) throws(PictureFault) -> Frame {
        let data = file.bytes(tile.data)
        let setup = file.bytes([tile.setup])
        do throws(LibavError) {
            if tile.codec == .av1, PictureDecoder.Codec.strictAV1.isAvailable {
                do throws(LibavError) {
                    return try decode(data.span, .strictAV1, setup)
                } catch {
                    if error.isOutOfMemory { throw error }
                    decoder = nil
                }
                // Data that the strict decoder refuses may still give a picture.
                defer { decoder = nil }
                let frame = try decode(data.span, .av1, setup)
                isDoubtful = true
                return frame
            }
            let frame = try decode(data.span, tile.codec, setup)
            if isCareful, tile.codec == .hevc, !isDoubtful, try !endsWell(frame, data, setup) {
                isDoubtful = true
            }
            return frame
        } catch {
            throw PictureFault(error, decoding: tile.codec)
        }
    }

    /// Whether the picture depends on its data up to their end, and on nothing after it.
    private mutating func endsWell(
        _ frame: borrowing Frame, _ data: [UInt8], _ setup: [UInt8]
    ) throws(LibavError) -> Bool {
        guard let endings = HEVCEndings(data, setup: setup) else { return true }
        if let altered = endings.altered, try shows(frame, altered, setup) { return false }
        return try shows(frame, endings.longer, setup)
    }

    /// Whether other data give the same picture.
    private mutating func shows(
        _ frame: borrowing Frame, _ data: [UInt8], _ setup: [UInt8]
    ) throws(LibavError) -> Bool {
        do throws(LibavError) {
            return try decode(data.span, .hevc, setup).hasSamples(of: frame)
        } catch {
            if error.isOutOfMemory { throw error }
            decoder = nil
            return false
        }
    }

    private mutating func decode(
        _ data: Span<UInt8>, _ codec: PictureDecoder.Codec, _ setup: [UInt8]
    ) throws(LibavError) -> Frame {
        if decoder == nil || setup != self.setup {
            decoder = try PictureDecoder(
                codec, setup: setup, width: width, height: height, threads: threads)
            self.setup = setup
        }
        guard var frame = try decoder?.decode(data) else {
            throw LibavError.invalidData("avcodec_receive_frame")
        }
        frame.dropRangeFromFormatName()
        return frame
    }

    /// Like ``decode(_:)``, but returns nil if the tile is damaged.
    mutating func decodeUnlessDamaged(_ tile: HEIFComposition.Tile) throws(PictureFault) -> Frame? {
        do throws(PictureFault) {
            return try decode(tile)
        } catch {
            guard error.code == .damaged else { throw error }
            // It may hold state from that tile.
            decoder = nil
            return nil
        }
    }

    /// The first tile that can be decoded.
    ///
    /// - Parameter index: where it is among the tiles.
    /// - Throws: ``PictureFault`` if all tiles are damaged.
    mutating func decodeFirst(
        of tiles: [HEIFComposition.Tile], _ index: inout Int
    ) throws(PictureFault) -> Frame {
        while index < tiles.count - 1 {
            if let frame = try decodeUnlessDamaged(tiles[index]) { return frame }
            index += 1
        }
        return try decode(tiles[index])
    }
}

extension HEIFComposition.Tile {
    /// The colorimetry in the bitstream, without decoding it; nil if the beginning of the bitstream is damaged.
    func codedColorimetry(in file: PictureFile) -> Colorimetry? {
        // HEVC has it in its setup. Most AVIF writers leave that part out of the setup, and begin the data with it.
        let setup = file.bytes([self.setup] + (codec == .av1 ? data : []))
        return try? PictureDecoder(codec, setup: setup, width: 1, height: 1).colorimetry
    }
}
