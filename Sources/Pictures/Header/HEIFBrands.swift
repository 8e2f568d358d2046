/// What a HEIF or AVIF file says that it is (`ftyp`; ISO/IEC 14496-12, 4.3; ISO/IEC 23008-12, 10; AVIF 1.1, 6).
struct HEIFBrands {
    private let major: FourCC
    private let all: [FourCC]

    /// Those of other codecs as well, whose pictures can be named if not shown.
    private static let stills: Set<FourCC> = [
        "heic", "heix", "heim", "heis", "mif1", "mif2", "miaf", "avif", "avci", "vvic", "j2ki", "jpeg",
    ]
    private static let sequences: Set<FourCC> = ["hevc", "hevx", "msf1", "avis"]

    /// Nil where the file's main brand is none of a picture's: videos may name picture brands among their
    /// compatible ones.
    init?(_ bytes: Span<UInt8>) {
        guard bytes.hasText("ftyp", at: 4), let size = bytes.integer(at: 0, size: 4) else { return nil }
        // Major brand, minor version, compatible brands.
        all = stride(from: 8, to: min(size, bytes.count), by: 4).compactMap { offset in
            offset == 12 ? nil : FourCC(bytes, at: offset)
        }
        guard let first = all.first, Self.stills.contains(first) || Self.sequences.contains(first) else {
            return nil
        }
        major = first
    }

    /// Whether the file is meant to be seen moving. The main brand decides: a still may carry a sequence beside it.
    var isMoving: Bool { Self.sequences.contains(major) }

    var format: PictureFormat { all.contains("avif") || all.contains("avis") ? .avif : .heif }
}
