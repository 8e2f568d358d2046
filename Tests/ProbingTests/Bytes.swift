/// Writes the bytes of small files for the readers' tests.
enum Bytes {
    static func uint16(_ value: Int) -> [UInt8] { integer(value, 2) }
    static func uint32(_ value: Int) -> [UInt8] { integer(value, 4) }
    static func uint64(_ value: Int) -> [UInt8] { integer(value, 8) }

    static func integer(_ value: Int, _ bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * (bytes - 1 - $0))) }
    }

    static func little(_ value: Int, _ bytes: Int) -> [UInt8] { integer(value, bytes).reversed() }

    /// A box of ISO/IEC 14496-12 with its length.
    static func box(_ type: String, _ parts: [UInt8]...) -> [UInt8] {
        let payload = parts.flatMap(\.self)
        return uint32(payload.count + 8) + type.utf8 + payload
    }

    /// A box with version and flags.
    static func fullBox(_ type: String, version: Int = 0, flags: Int = 0, _ parts: [UInt8]...) -> [UInt8] {
        box(type, [UInt8(version)] + integer(flags, 3) + parts.flatMap(\.self))
    }

    static let fileType = box("ftyp", Array("isom".utf8), uint32(512), Array("isommp42".utf8))

    /// A JPEG segment with its length.
    static func segment(_ marker: UInt8, _ payload: [UInt8]) -> [UInt8] {
        [0xFF, marker] + uint16(payload.count + 2) + payload
    }

    /// A JPEG of 16×8 pixels with a valid header, the given segments and a scan of so many bytes.
    static func jpeg(_ segments: [UInt8]..., scan: Int = 100) -> [UInt8] {
        let frame = segment(0xC0, [8] + uint16(8) + uint16(16) + [1, 1, 0x11, 0])
        let start = segment(0xDA, [1, 1, 0, 0, 63, 0])
        let data = [UInt8](repeating: 0x55, count: scan)
        return [0xFF, 0xD8] + segments.flatMap(\.self) + frame + start + data + [0xFF, 0xD9]
    }
}
