internal import CFFmpeg

/// The meaning of a picture's sample values, in the code points of ITU-T H.273.
public struct Colorimetry: Hashable, Sendable, Codable {
    public var primaries: ColorPrimaries
    public var transfer: TransferFunction
    public var matrix: ColorMatrix
    public var range: ColorRange

    public init(
        primaries: ColorPrimaries = .unspecified, transfer: TransferFunction = .unspecified,
        matrix: ColorMatrix = .unspecified, range: ColorRange = .unspecified
    ) {
        self.primaries = primaries
        self.transfer = transfer
        self.matrix = matrix
        self.range = range
    }

    /// The colorimetry of every output: BT.709 in limited range.
    public static let bt709 = Colorimetry(
        primaries: .bt709, transfer: .bt709, matrix: .bt709, range: .limited)

    /// The colorimetry that the JPEG standard prescribes (ITU-T T.871): BT.601's matrix, sRGB's curve, full range.
    public static let jpeg = Colorimetry(
        primaries: .bt709, transfer: .sRGB, matrix: .bt601, range: .full)

    /// Whether the transfer function has a high dynamic range.
    public var isHDR: Bool { transfer == .pq || transfer == .hlg }
}

/// H.273 table 2.
public struct ColorPrimaries: RawRepresentable, Hashable, Sendable, Codable {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    public static let bt709 = Self(rawValue: 1)
    public static let unspecified = Self(rawValue: 2)
    public static let bt470bg = Self(rawValue: 5)
    public static let smpte170m = Self(rawValue: 6)
    public static let bt2020 = Self(rawValue: 9)
    /// Display P3, with the white point D65.
    public static let displayP3 = Self(rawValue: 12)

    /// FFmpeg's name, such as `bt709`; nil if nothing is signalled.
    public var name: String? {
        guard self != .unspecified, rawValue != 0 else { return nil }
        guard let name = unsafe av_color_primaries_name(AVColorPrimaries(UInt32(rawValue))) else {
            return nil
        }
        return unsafe String(cString: name)
    }
}

/// H.273 table 3.
public struct TransferFunction: RawRepresentable, Hashable, Sendable, Codable {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    public static let bt709 = Self(rawValue: 1)
    public static let unspecified = Self(rawValue: 2)
    public static let linear = Self(rawValue: 8)
    public static let sRGB = Self(rawValue: 13)
    /// SMPTE ST 2084, as in HDR10 and Dolby Vision 8.1.
    public static let pq = Self(rawValue: 16)
    /// ARIB STD-B67, as iPhones and Pixels record.
    public static let hlg = Self(rawValue: 18)

    /// FFmpeg's name, such as `smpte2084`; nil if nothing is signalled.
    public var name: String? {
        guard self != .unspecified, rawValue != 0 else { return nil }
        guard let name = unsafe av_color_transfer_name(AVColorTransferCharacteristic(UInt32(rawValue)))
        else { return nil }
        return unsafe String(cString: name)
    }
}

/// H.273 table 4.
public struct ColorMatrix: RawRepresentable, Hashable, Sendable, Codable {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    public static let rgb = Self(rawValue: 0)
    public static let bt709 = Self(rawValue: 1)
    public static let unspecified = Self(rawValue: 2)
    /// BT.601 as `bt470bg` (5) signals it; `smpte170m` (6) has the same coefficients.
    public static let bt601 = Self(rawValue: 5)
    public static let smpte170m = Self(rawValue: 6)
    public static let bt2020 = Self(rawValue: 9)

    /// FFmpeg's name, such as `bt709`; nil if nothing is signalled.
    public var name: String? {
        guard self != .unspecified else { return nil }
        guard let name = unsafe av_color_space_name(AVColorSpace(UInt32(rawValue))) else { return nil }
        return unsafe String(cString: name)
    }
}

/// Whether black and white are at the ends of the scale.
public enum ColorRange: Int32, Hashable, Sendable, Codable {
    case unspecified = 0
    /// 16–235 for luma in 8 bits (`tv`).
    case limited = 1
    /// 0–255 in 8 bits (`pc`).
    case full = 2

    /// FFmpeg's name, `tv` or `pc`; nil if nothing is signalled.
    public var name: String? {
        switch self {
        case .unspecified: nil
        case .limited: "tv"
        case .full: "pc"
        }
    }
}
