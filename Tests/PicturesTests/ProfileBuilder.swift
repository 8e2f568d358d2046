/// Makes small ICC profiles by hand (ICC.1:2022).
enum ProfileBuilder {
    /// - Parameters:
    ///   - colorants: X, Y, Z of red, green and blue, adapted to D50.
    ///   - gamma: the exponent of all three curves; nil leaves them out.
    static func profile(named name: String, colorants: [Double], gamma: Double? = nil) -> [UInt8] {
        var tags: [(String, [UInt8])] = [("desc", description(name))]
        for (index, tag) in ["rXYZ", "gXYZ", "bXYZ"].enumerated() {
            tags.append((tag, xyz(Array(colorants[index * 3..<index * 3 + 3]))))
        }
        if let gamma {
            tags.append(("wtpt", xyz([0.9642, 1, 0.8249])))
            for tag in ["rTRC", "gTRC", "bTRC"] { tags.append((tag, curve(gamma))) }
        }
        return profile("RGB ", connection: "XYZ ", tags)
    }

    /// A profile with one curve, for shades of grey.
    static func gray(gamma: Double) -> [UInt8] {
        profile(
            "GRAY", connection: "XYZ ",
            [
                ("desc", description("Grey")), ("wtpt", xyz([0.9642, 1, 0.8249])), ("kTRC", curve(gamma)),
            ])
    }

    /// A print profile with two grid points for each ink (`lut8Type`, 10.11). Each ink absorbs a part of the light, and
    /// adds a hue.
    static func inks() -> [UInt8] {
        var table = Array("mft1".utf8) + [0, 0, 0, 0, 4, 3, 2, 0]
        for row in 0..<3 { table += (0..<3).flatMap { PNGBuilder.bigEndian($0 == row ? 65536 : 0) } }
        let line = (0...255).map { UInt8($0) }
        for _ in 0..<4 { table += line }
        for point in 0..<16 {
            let (cyan, magenta, yellow, black) = (point >> 3 & 1, point >> 2 & 1, point >> 1 & 1, point & 1)
            // 255 means an L* of 100; 128 means an a* or b* of 0.
            let light = max(10, 255 - 70 * cyan - 90 * magenta - 20 * yellow - 220 * black)
            let tint = black == 1 ? 0 : 1
            table += [
                UInt8(light), UInt8(128 + tint * (50 * magenta - 30 * cyan)),
                UInt8(128 + tint * (60 * yellow - 35 * cyan)),
            ]
        }
        for _ in 0..<3 { table += line }
        return profile(
            "CMYK", connection: "Lab ", deviceClass: "prtr",
            [("desc", description("Two by four")), ("wtpt", xyz([0.9642, 1, 0.8249])), ("A2B0", table)])
    }

    /// The colorants of Apple's profile.
    static let displayP3 = profile(
        named: "Display P3",
        colorants: [0.51512, 0.2412, -0.00105, 0.29198, 0.69225, 0.04189, 0.1571, 0.06657, 0.78407])

    static let adobeRGB = profile(
        named: "Adobe RGB (1998)",
        colorants: [0.60974, 0.31111, 0.01947, 0.20528, 0.62567, 0.06087, 0.14919, 0.06322, 0.74457],
        gamma: 563.0 / 256)

    static let proPhoto = profile(
        named: "ProPhoto", colorants: [0.7977, 0.2880, 0, 0.1352, 0.7119, 0, 0.0313, 0.0001, 0.8249],
        gamma: 1.8)

    static let sRGBColorants = [0.4361, 0.2225, 0.0139, 0.3851, 0.7169, 0.0971, 0.1431, 0.0606, 0.7139]

    private static func profile(
        _ space: String, connection: String, deviceClass: String = "mntr", _ tags: [(String, [UInt8])]
    ) -> [UInt8] {
        var table = PNGBuilder.bigEndian(tags.count)
        var data: [UInt8] = []
        for (signature, content) in tags {
            table += Array(signature.utf8) + PNGBuilder.bigEndian(128 + 4 + tags.count * 12 + data.count)
            table += PNGBuilder.bigEndian(content.count)
            data += content + Array(repeating: 0, count: (4 - content.count % 4) % 4)
        }
        let size = 128 + table.count + data.count
        var header = PNGBuilder.bigEndian(size) + [0, 0, 0, 0, 2, 0x40, 0, 0]
        header += Array((deviceClass + space + connection).utf8) + [UInt8](repeating: 0, count: 12)
        header += Array("acsp".utf8) + [UInt8](repeating: 0, count: 28)
        header += [0.9642, 1, 0.8249].flatMap(fixed)
        return header + [UInt8](repeating: 0, count: 128 - header.count) + table + data
    }

    private static func description(_ name: String) -> [UInt8] {
        let text = Array(name.utf16).flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
        return Array("mluc".utf8) + [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 12] + Array("enUS".utf8)
            + PNGBuilder.bigEndian(text.count) + PNGBuilder.bigEndian(28) + text
    }

    private static func xyz(_ values: [Double]) -> [UInt8] {
        Array("XYZ ".utf8) + [0, 0, 0, 0] + values.flatMap(fixed)
    }

    private static func curve(_ gamma: Double) -> [UInt8] {
        let value = Int((gamma * 256).rounded())
        return Array("curv".utf8) + [0, 0, 0, 0, 0, 0, 0, 1, UInt8(value >> 8), UInt8(value & 255)]
    }

    private static func fixed(_ value: Double) -> [UInt8] {
        PNGBuilder.bigEndian(Int((value * 65536).rounded()))
    }
}
