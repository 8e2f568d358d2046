package import Containers
internal import Libav

/// A HEIF or AVIF file's facts: from the properties of its primary item (ISO/IEC 23008-12), or from its picture track
/// if the file is animated.
package struct HEIFHeader {
    package let summary: PictureHeader
    let content: Content
    /// How the decoded samples become ``summary``'s picture.
    let rendering: HEIFRendering

    /// Where the coded pictures lie.
    enum Content {
        case still(HEIFComposition, alpha: HEIFComposition?)
        case moving(HEIFTrack, alpha: HEIFTrack?)
    }

    /// Boxes of one file: a photo of 200 megapixels in tiles has a few thousand, with the properties of each.
    private static let maximumBoxes = 200_000

    package init(_ source: ByteSource) throws(PictureFault) {
        let reader = BoxReader(source, maximumBoxes: Self.maximumBoxes)
        let (boxes, brands) = try PictureFault.reading { () throws(HeaderError) in
            let boxes = try reader.topLevel()
            return (
                boxes,
                try boxes.first("ftyp").flatMap { (box) throws(HeaderError) in try HEIFBrands(box, reader) }
            )
        }
        let format = brands?.format ?? .heif
        let meta = boxes.first("meta")
        if brands?.isMoving ?? false || meta == nil, let movie = boxes.first("moov"),
            let sequence = try HEIFSequence(movie, reader), sequence.picture.samples.count > 1
        {
            try self.init(sequence, format, reader)
            return
        }
        guard let meta else {
            throw PictureFault(.unsupported, "the file has no box 'meta': it was cut off, or it is a film")
        }
        let items = try PictureFault.reading { () throws(HeaderError) in try HEIFItems(meta, reader) }
        try self.init(items, format, reader)
    }

    /// How many pictures may belong to the primary one: its alpha, gain map, depth and mattes are about ten on an
    /// iPhone.
    private static let maximumAuxiliaries = 64

    private init(_ items: HEIFItems, _ format: PictureFormat, _ reader: BoxReader) throws(PictureFault) {
        let primary = items.primary
        let auxiliaries = items.sources(of: "auxl", to: primary)
        guard auxiliaries.count <= Self.maximumAuxiliaries else {
            throw PictureFault(
                .tooLarge(.tiles), "\(auxiliaries.count) pictures claim to belong to the primary one")
        }
        let properties = HEIFProperties(of: primary, items, reader)
        guard let size = properties.size, let transform = properties.transform else {
            throw PictureFault(.damaged, "the size of the file's primary picture cannot be read")
        }
        let picture = try HEIFComposition(of: primary, size, items, reader)
        var alpha: HEIFComposition?
        var alphaRange: ColorRange?
        if let item = auxiliaries.first(where: { items.properties(of: $0).contains { $0.namesAlpha(reader) } }
        ) {
            let properties = HEIFProperties(of: item, items, reader)
            alpha = try HEIFComposition(of: item, properties.size ?? size, items, reader)
            // AV1 says itself which range it has. HEVC that says nothing counts as limited, where encoders of
            // alpha planes mean full range (ISO/IEC 23000-22, 7.3.5.2).
            alphaRange = properties.nclx?.range ?? (alpha?.tiles.first?.codec == .hevc ? .full : nil)
        }
        content = .still(picture, alpha: alpha)
        let profile = properties.profile.flatMap { Self.profile(in: $0, reader) }
        rendering = HEIFRendering(
            transform: transform, nclx: properties.nclx, profilePrimaries: profile?.primaries,
            alphaRange: alphaRange,
            // ISO/IEC 23008-12, 6.10.1.2.
            isPremultiplied: !items.targets(of: "prem", from: primary).isEmpty)
        try rendering.checkMatrix()
        let tiles = [picture, alpha].compactMap { $0 }.filter(\.isGrid).map(\.tiles.count)
        summary = PictureHeader(
            format: format, width: transform.visible.width, height: transform.visible.height,
            hasAlpha: alpha != nil, orientation: transform.orientation,
            colorimetry: rendering.colorimetry(coded: nil), profileName: profile?.name,
            tileCount: tiles.max() ?? 0, profile: profile?.conversion?.fitting(.screen))
    }

    private init(
        _ sequence: HEIFSequence, _ format: PictureFormat, _ reader: BoxReader
    ) throws(PictureFault) {
        let picture = sequence.picture
        content = .moving(picture, alpha: sequence.alpha)
        let profile = picture.profile.flatMap { Self.profile(in: $0, reader) }
        rendering = HEIFRendering(
            transform: picture.transform, nclx: picture.nclx, profilePrimaries: profile?.primaries,
            alphaRange: sequence.alpha.flatMap { $0.nclx?.range ?? ($0.codec == .hevc ? .full : nil) },
            isPremultiplied: sequence.isPremultiplied)
        try rendering.checkMatrix()
        summary = PictureHeader(
            format: format, width: picture.transform.visible.width, height: picture.transform.visible.height,
            frameCount: picture.samples.count, loopCount: picture.loopCount, hasAlpha: sequence.alpha != nil,
            orientation: picture.transform.orientation, colorimetry: rendering.colorimetry(coded: nil),
            profileName: profile?.name, durations: picture.durations,
            profile: profile?.conversion?.fitting(.screen))
    }

    private static func profile(in range: Range<Int64>, _ reader: BoxReader) -> ICCProfile? {
        let bytes = try? reader.source.bytes(at: range.lowerBound, count: range.count)
        return bytes.flatMap { ICCProfile($0.span) }
    }

    /// The same with what only the bitstream says of the colours.
    func completed(from file: PictureFile) -> PictureHeader {
        guard rendering.nclx == nil, case .still(let picture, _) = content,
            let coded = picture.tiles.first?.codedColorimetry(in: file)
        else { return summary }
        var header = summary
        header.colorimetry = rendering.colorimetry(coded: coded)
        return header
    }
}

extension Box {
    /// Whether it says that a picture or a track is an alpha plane (`auxC`, ISO/IEC 23008-12, 6.5.8; `auxi`, 7.5.4).
    func namesAlpha(_ reader: BoxReader) -> Bool {
        guard type == "auxC" || type == "auxi", var (_, _, cursor) = try? reader.fullBox(self) else {
            return false
        }
        let names = ["urn:mpeg:mpegB:cicp:systems:auxiliary:alpha", "urn:mpeg:hevc:2015:auxid:1\0"]
        return names.contains { (try? cursor.takes($0.utf8)) ?? false }
    }
}
