internal import Containers

/// What a HEIF or AVIF file says that it is (`ftyp`; ISO/IEC 14496-12, 4.3; ISO/IEC 23008-12, 10; AVIF 1.1, 6).
struct HEIFBrands {
    private let major: FourCC
    private let all: [FourCC]

    /// Includes brands of other codecs, so that an error can name their pictures.
    private static let stills: Set<FourCC> = [
        "heic", "heix", "heim", "heis", "mif1", "mif2", "miaf", "avif", "avci", "vvic", "j2ki", "jpeg",
    ]
    private static let sequences: Set<FourCC> = ["hevc", "hevx", "msf1", "avis"]

    /// Nil where the file's main brand is none of a picture's: videos may name picture brands among their
    /// compatible ones.
    ///
    /// - Parameter box: `ftyp`, from its beginning as far as it is there.
    init?(_ box: Box, _ reader: BoxReader) throws(HeaderError) {
        var cursor = reader.cursor(box)
        guard cursor.remaining >= 4 else { return nil }
        major = try cursor.fourCC()
        guard Self.stills.contains(major) || Self.sequences.contains(major) else { return nil }
        // The minor version stands between them.
        try cursor.skip(min(4, cursor.remaining))
        var all = [major]
        // A hundred is more than any writer's.
        while cursor.remaining >= 4, all.count < 100 { all.append(try cursor.fourCC()) }
        self.all = all
    }

    /// The same for the first bytes of a file.
    init?(_ bytes: Span<UInt8>) {
        guard bytes.hasText("ftyp", at: 4) else { return nil }
        let reader = BoxReader(ByteSource(bytes.bytes(0..<4096)), maximumBoxes: 4096)
        guard let box = try? reader.topLevel().boxes.first, let brands = try? HEIFBrands(box, reader) else {
            return nil
        }
        self = brands
    }

    /// Whether the file is meant to be shown animated. The major brand decides, because a still may also carry a
    /// sequence.
    var isMoving: Bool { Self.sequences.contains(major) }

    var format: PictureFormat { all.contains("avif") || all.contains("avis") ? .avif : .heif }
}
