internal import Containers
internal import Libav

/// What the chunks of a PNG say about its colours.
///
/// The first of these that exists counts: `cICP`, `iCCP`, `sRGB`, `cHRM` with `gAMA` (PNG, third edition, 4.3).
struct PNGColor {
    private(set) var meaning = Colorimetry(primaries: .bt709, transfer: .sRGB, matrix: .rgb, range: .full)
    private(set) var profileName: String?
    private(set) var profile: SourceProfile?

    /// - Parameter isGray: whether the pixels are grey.
    init(_ chunks: PNGChunks, in bytes: Span<UInt8>, isGray: Bool) {
        func chunk(_ type: FourCC, _ length: Int? = nil) -> Range<Int>? {
            chunks.all.first { $0.type == type && (length ?? $0.data.count) == $0.data.count }?.data
        }
        if let data = chunk("cICP", 4) {
            let start = data.lowerBound
            meaning.primaries = ColorPrimaries(rawValue: Int32(bytes[start]))
            meaning.transfer = TransferFunction(rawValue: Int32(bytes[start + 1]))
        } else if let data = chunk("iCCP") {
            apply(data, bytes, isGray)
        } else if chunk("sRGB") == nil {
            let points = Self.chromaticities(chunk("cHRM", 32), chunk("gAMA", 4), bytes)
            if !points.isSRGB { profile = .chromaticities(points) }
        }
    }

    /// Reads a profile from `iCCP`: a name of at most 79 bytes, a zero, the method 0, a zlib stream (11.3.2.3).
    private mutating func apply(_ data: Range<Int>, _ bytes: Span<UInt8>, _ isGray: Bool) {
        let name = bytes.bytes(data.lowerBound..<min(data.lowerBound + 80, data.upperBound))
        let end = name.firstIndex(of: 0) ?? name.count
        let stream = min(data.lowerBound + end + 2, data.upperBound)..<data.upperBound
        profileName = String(decoding: name[..<end], as: UTF8.self)
        guard let inflated = Zlib.inflate(bytes.extracting(stream)), let read = ICCProfile(inflated.span)
        else {
            profile = .unfit
            return
        }
        profileName = read.name ?? profileName
        if let primaries = read.primaries { meaning.primaries = primaries }
        profile = read.conversion?.fitting(isGray ? .gray : .screen)
    }

    /// Reads the exponent from light to code value in `gAMA`, times 100000, and the eight coordinates in `cHRM`,
    /// likewise (11.3.2.1, 11.3.2.2). Ignores nonsense.
    private static func chromaticities(
        _ points: Range<Int>?, _ gamma: Range<Int>?, _ bytes: Span<UInt8>
    ) -> Chromaticities {
        var result = Chromaticities.sRGB
        if let gamma, let value = bytes.integer(at: gamma.lowerBound, size: 4),
            (1000...1_000_000).contains(value),
            // Writers use 1/2.2 for sRGB's curve.
            abs(value - 45455) > 500
        {
            result.gamma = 100_000 / Double(value)
        }
        guard let points else { return result }
        let numbers = (0..<8).compactMap { bytes.integer(at: points.lowerBound + 4 * $0, size: 4) }
        guard numbers.count == 8, numbers.allSatisfy({ $0 <= 100_000 }) else { return result }
        let pairs = (0..<4).map {
            Chromaticities.Point(
                x: Double(numbers[2 * $0]) / 100_000, y: Double(numbers[2 * $0 + 1]) / 100_000)
        }
        guard pairs.allSatisfy({ $0.y > 0 }) else { return result }
        (result.white, result.red, result.green, result.blue) = (pairs[0], pairs[1], pairs[2], pairs[3])
        return result
    }
}
