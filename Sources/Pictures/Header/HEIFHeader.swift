internal import Libav

/// A HEIF or AVIF file's facts, from the properties of its primary item (ISO/IEC 23008-12).
package struct HEIFHeader {
    package let summary: PictureHeader
    /// The part of the coded picture that is to be seen; what ``summary`` describes.
    let visible: PixelRect
    /// The longer side of the coded picture in pixels, or that of a large tile where it is smaller.
    let longestSide: Int
    /// How the picture's chroma is stored; nil for codecs that are not known here.
    let sampling: HEIFProperties.ChromaSampling?

    private static let heifBrands: Set<FourCC> = [
        "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1",
    ]
    private static let avifBrands: Set<FourCC> = ["avif", "avis"]

    static func sniff(_ bytes: Span<UInt8>) -> PictureFormat? {
        guard bytes.hasText("ftyp", at: 4), let size = bytes.integer(at: 0, size: 4) else { return nil }
        // Major brand, minor version, compatible brands.
        let brands = stride(from: 8, to: min(size, bytes.count), by: 4).compactMap { offset in
            offset == 12 ? nil : FourCC(bytes, at: offset)
        }
        guard let major = brands.first else { return nil }
        // Videos may name picture brands among their compatible ones, never as the major one.
        guard heifBrands.contains(major) || avifBrands.contains(major) else { return nil }
        return brands.contains(where: avifBrands.contains) ? .avif : .heif
    }

    package init(_ bytes: Span<UInt8>) throws(PictureFault) {
        guard let meta = HEIFBoxes(bytes, in: 0..<bytes.count).first("meta") else {
            throw PictureFault(
                .unsupported, "the file has no box 'meta': it was cut off or holds an image sequence only")
        }
        guard let items = HEIFItems(bytes, meta: meta) else {
            throw PictureFault(.damaged, "the file names no primary picture")
        }
        let properties = HEIFProperties(of: items, bytes)
        guard let (width, height) = properties.size, width > 0, height > 0 else {
            throw PictureFault(.damaged, "the size of the file's primary picture cannot be read")
        }
        let tileCount = try items.checkComposition((width, height), bytes)
        let profile = properties.profile.flatMap { ICCProfile(bytes.extracting($0)) }
        visible = properties.cleanAperture ?? PixelRect(x: 0, y: 0, width: width, height: height)
        // Tiles may reach beyond the picture; the widest that encoders make are 4096 pixels.
        longestSide = max(4096, width, height)
        sampling = properties.sampling
        summary = PictureHeader(
            format: Self.sniff(bytes) ?? .heif, width: visible.width, height: visible.height,
            hasAlpha: properties.hasAlpha, orientation: properties.orientation,
            colorimetry: Self.colorimetry(properties.nclx, profile), profileName: profile?.name,
            tileCount: tileCount)
    }

    /// What is not said is as in MIAF (ISO/IEC 23000-22, 7.3.6.4): BT.709 primaries, sRGB's curve,
    /// BT.601's matrix, full range.
    private static func colorimetry(_ nclx: Colorimetry?, _ profile: ICCProfile?) -> Colorimetry {
        var meaning = nclx ?? .jpeg
        if let primaries = profile?.primaries { meaning.primaries = primaries }
        if meaning.primaries == .unspecified { meaning.primaries = .bt709 }
        if meaning.transfer == .unspecified { meaning.transfer = .sRGB }
        if meaning.matrix == .unspecified { meaning.matrix = .bt601 }
        return meaning
    }
}
