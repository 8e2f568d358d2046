internal import Libav

/// The properties of a HEIF file's primary item (ISO/IEC 23008-12, 6.5 and 9.3).
struct HEIFProperties {
    /// `ispe`: width and height in pixels.
    private(set) var size: (width: Int, height: Int)?
    /// `irot` and `imir` in their order, as one movement.
    private(set) var orientation = Orientation.identity
    /// `clap`: width and height of what is to be seen.
    private(set) var cleanAperture: (width: Int, height: Int)?
    /// `colr` of type `nclx`.
    private(set) var nclx: Colorimetry?
    /// `colr` of type `prof` or `rICC`: where the ICC profile lies.
    private(set) var profile: Range<Int>?
    /// Whether the file holds an alpha plane.
    private(set) var hasAlpha = false

    /// - Parameter meta: the file's `meta` box.
    init(_ bytes: Span<UInt8>, meta: HEIFBox) {
        // meta, pitm, ipma, ispe and auxC are full boxes: version and flags come first.
        let children = HEIFBoxes(bytes, in: meta.content.dropFirst(4))
        guard let primary = children.first("pitm"), let properties = children.first("iprp") else { return }
        let isWide = bytes.byte(at: primary.content.lowerBound) != 0
        let item = bytes.integer(at: primary.content.lowerBound + 4, size: isWide ? 4 : 2)

        let lists = HEIFBoxes(bytes, in: properties.content)
        guard let item, let container = lists.first("ipco") else { return }
        let all = HEIFBoxes(bytes, in: container.content).all
        hasAlpha = all.contains { Self.isAlpha($0, in: bytes) }
        for list in lists.all where list.type == "ipma" {
            for index in Self.associations(of: item, in: list, bytes) where all.indices.contains(index - 1) {
                apply(all[index - 1], bytes)
            }
        }
    }

    private mutating func apply(_ property: HEIFBox, _ bytes: Span<UInt8>) {
        let start = property.content.lowerBound
        switch property.type {
        case "ispe":
            guard let width = bytes.integer(at: start + 4, size: 4),
                let height = bytes.integer(at: start + 8, size: 4)
            else { return }
            size = (width, height)
        case "irot":
            // 6.5.10: quarter turns counter-clockwise.
            guard let angle = bytes.byte(at: start) else { return }
            orientation = orientation.turned(clockwiseDegrees: -90 * Int(angle & 3))
        case "imir":
            // 6.5.12: 0 exchanges top and bottom, 1 left and right.
            guard let axis = bytes.byte(at: start) else { return }
            orientation = orientation.mirroredAgain(topToBottom: axis & 1 == 0)
        case "clap":
            let numbers = (0..<4).compactMap { bytes.integer(at: start + $0 * 4, size: 4) }
            guard numbers.count == 4, numbers[1] > 0, numbers[3] > 0 else { return }
            cleanAperture = (numbers[0] / numbers[1], numbers[2] / numbers[3])
        case "colr":
            applyColor(property, bytes)
        default:
            break
        }
    }

    private mutating func applyColor(_ property: HEIFBox, _ bytes: Span<UInt8>) {
        let start = property.content.lowerBound
        switch FourCC(bytes, at: start) {
        case "nclx":
            guard let primaries = bytes.integer(at: start + 4, size: 2),
                let transfer = bytes.integer(at: start + 6, size: 2),
                let matrix = bytes.integer(at: start + 8, size: 2), let flags = bytes.byte(at: start + 10)
            else { return }
            nclx = Colorimetry(
                primaries: ColorPrimaries(rawValue: Int32(primaries)),
                transfer: TransferFunction(rawValue: Int32(transfer)),
                matrix: ColorMatrix(rawValue: Int32(matrix)), range: flags & 0x80 != 0 ? .full : .limited)
        case "prof", "rICC":
            profile = property.content.dropFirst(4)
        default:
            break
        }
    }

    /// Indices, from 1, of an item's properties in `ipco` (9.3.2).
    private static func associations(of item: Int, in list: HEIFBox, _ bytes: Span<UInt8>) -> [Int] {
        let start = list.content.lowerBound
        let itemSize = bytes.byte(at: start) == 0 ? 2 : 4
        let indexSize = (bytes.byte(at: start + 3) ?? 0) & 1 == 0 ? 1 : 2
        guard let count = bytes.integer(at: start + 4, size: 4) else { return [] }
        var position = start + 8
        for _ in 0..<count {
            guard position < list.content.upperBound,
                let id = bytes.integer(at: position, size: itemSize),
                let length = bytes.byte(at: position + itemSize).map({ Int($0) })
            else { return [] }
            let first = position + itemSize + 1
            if id == item {
                // The uppermost bit says whether a reader must know the property.
                let mask = indexSize == 1 ? 0x7F : 0x7FFF
                return (0..<length).compactMap { index in
                    bytes.integer(at: first + index * indexSize, size: indexSize).map { $0 & mask }
                }
            }
            position = first + length * indexSize
        }
        return []
    }

    private static func isAlpha(_ property: HEIFBox, in bytes: Span<UInt8>) -> Bool {
        let start = property.content.lowerBound + 4
        return property.type == "auxC"
            && (bytes.hasText("urn:mpeg:mpegB:cicp:systems:auxiliary:alpha", at: start)
                || bytes.hasText("urn:mpeg:hevc:2015:auxid:1\0", at: start))
    }
}

extension Orientation {
    /// This movement followed by a turn.
    func turned(clockwiseDegrees: Int) -> Orientation {
        Orientation(clockwiseDegrees: self.clockwiseDegrees + clockwiseDegrees, mirrored: isMirrored)
    }

    /// This movement followed by a mirroring.
    func mirroredAgain(topToBottom: Bool) -> Orientation {
        // To mirror left to right after a turn is to mirror before the opposite turn; to mirror top to
        // bottom is to mirror left to right and then to turn by 180°.
        Orientation(
            clockwiseDegrees: (topToBottom ? 180 : 0) - clockwiseDegrees, mirrored: !isMirrored)
    }
}
