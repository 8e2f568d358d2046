internal import Containers

/// One chunk of a PNG file (PNG, third edition, 5.3).
struct PNGChunk {
    let type: FourCC
    /// Where the data lie, between the type and the checksum.
    let data: Range<Int>
    /// Length, type, data and checksum, as far as the file has them.
    let whole: Range<Int>

    var holdsPicture: Bool { type == "IDAT" || type == "fdAT" || type == "PLTE" }

    /// Whether the checksum of type and data is right (5.5).
    func isIntact(in bytes: Span<UInt8>) -> Bool {
        let content = bytes.extracting(data.lowerBound - 4..<data.upperBound)
        return bytes.integer(at: data.upperBound, size: 4) == Int(Zlib.checksum(content))
    }
}

/// The chunks of a PNG file that are complete.
struct PNGChunks {
    private(set) var all: [PNGChunk] = []
    /// Whether the end is there and all chunks with picture data have the right checksum.
    private(set) var areWhole = false

    init(_ bytes: Span<UInt8>) throws(PictureFault) {
        var found: [PNGChunk] = []
        Self.walk(bytes) { chunk in
            found.append(chunk)
            return chunk.type != "IEND" && found.count <= PictureHeader.maximumParts
        }
        guard found.count <= PictureHeader.maximumParts else { throw .tooManyParts("PNG", "chunks") }
        all = found
        areWhole =
            found.last?.type == "IEND" && found.allSatisfy { !$0.holdsPicture || $0.isIntact(in: bytes) }
    }

    /// Calls `visit` with each chunk in turn until it returns false.
    ///
    /// Skips a chunk whose data are cut off by the file's end, unless it is an `IDAT`: the decoder will say more about
    /// that.
    static func walk(_ bytes: Span<UInt8>, _ visit: (PNGChunk) -> Bool) {
        var position = PNGHeader.signature.count
        while let length = bytes.integer(at: position, size: 4), let type = FourCC(bytes, at: position + 4) {
            let start = position + 8
            let isWhole = start + length + 4 <= bytes.count
            guard isWhole || type == "IDAT" else { return }
            let end = isWhole ? start + length : bytes.count
            let next = isWhole ? end + 4 : bytes.count
            if !visit(PNGChunk(type: type, data: start..<end, whole: position..<next)) || !isWhole { return }
            position = next
        }
    }
}
