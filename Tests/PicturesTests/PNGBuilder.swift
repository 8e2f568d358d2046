/// Makes small PNG files of which tests know every byte.
struct PNGBuilder {
    var width: Int
    var height: Int
    var bitDepth = 8
    /// 2 is RGB, 6 RGBA (PNG, third edition, 11.2.1).
    var colorType = 6
    /// Chunks between `IHDR` and `IDAT`.
    var chunks: [(type: String, data: [UInt8])] = []
    /// Rows of samples without filter bytes; nil leaves `IDAT` out.
    var samples: [UInt8]?

    init(width: Int, height: Int, samples: [UInt8]?) {
        self.width = width
        self.height = height
        self.samples = samples
    }

    var file: [UInt8] {
        let header =
            Self.bigEndian(width) + Self.bigEndian(height) + [UInt8(bitDepth), UInt8(colorType), 0, 0, 0]
        var result: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        result += Self.chunk("IHDR", header)
        for chunk in chunks { result += Self.chunk(chunk.type, chunk.data) }
        if let samples {
            let rowBytes = samples.count / height
            let rows = (0..<height).flatMap { [0] + samples[$0 * rowBytes..<($0 + 1) * rowBytes] }
            result += Self.chunk("IDAT", Self.zlib(rows))
        }
        return result + Self.chunk("IEND", [])
    }

    /// A zlib stream with one stored block (RFC 1950, RFC 1951 3.2.4).
    static func zlib(_ data: [UInt8]) -> [UInt8] {
        precondition(data.count < 65536)
        var sums: (UInt32, UInt32) = (1, 0)
        for byte in data {
            sums.0 = (sums.0 + UInt32(byte)) % 65521
            sums.1 = (sums.1 + sums.0) % 65521
        }
        let length = UInt16(data.count)
        let lengths = [UInt8(length & 255), UInt8(length >> 8), UInt8(~length & 255), UInt8(~length >> 8)]
        return [0x78, 0x01, 0x01] + lengths + data + bigEndian(Int(sums.1 << 16 | sums.0))
    }

    static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        let content = Array(type.utf8) + data
        return bigEndian(data.count) + content + bigEndian(Int(crc(content)))
    }

    static func bigEndian(_ value: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - $0 * 8)) }
    }

    /// PNG, third edition, annex D.
    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = ~0
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}
