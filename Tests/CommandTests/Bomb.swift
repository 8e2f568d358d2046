import Testing

/// A small file whose header promises more than any file may ask for.
struct Bomb: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]

    var testDescription: String { name }

    init(_ name: String, _ bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    static let all: [Bomb] =
        [
            png("wide.png", 65_535, 65_535), png("column.png", 1, 500_000_000),
            png("row.png", 500_000_000, 1),
            png("largest.png", Int(Int32.max), Int(Int32.max)),
            apng("frames.png", side: 1, frames: 20_000), apng("canvas.png", side: 7000, frames: 900),
            gif("canvas.gif", side: 16_000, frames: 1), gif("frames.gif", side: 1, frames: 60_000),
            gif("total.gif", side: 7000, frames: 900), gif("crowd.gif", side: 1, frames: 200_000),
            jpeg("side.jpg", 65_500, 65_500), jpeg("column.jpg", 1000, 65_500),
            webp("canvas.webp", side: 16_384, frames: 1), webp("frames.webp", side: 100, frames: 5_000),
            heic("size.heic", side: 65_535, grid: 65_535), heic("grid.heic", side: 100, grid: 65_535),
            mp4("samples.mp4", count: 60_000_000), mp4("all.mp4", count: 0xFFFF_FFFF),
            mp4("zeros.mp4", count: 3_999_999, size: 0),
            mp4("edits.mp4", count: 1000, size: 1, edits: 100_000, padding: 1000),
            mp4("tracks.mp4", count: 0, tracks: 2_000),
        ]

    // MARK: Pictures

    private static func png(_ name: String, _ width: Int, _ height: Int) -> Bomb {
        let header = number(width) + number(height) + [8, 6, 0, 0, 0]
        return Bomb(
            name, signature + chunk("IHDR", header) + chunk("IDAT", [0x78, 0x01]) + chunk("IEND", []))
    }

    private static func apng(_ name: String, side: Int, frames: Int) -> Bomb {
        let header = number(side) + number(side) + [8, 6, 0, 0, 0]
        let control = number(0) + number(side) + number(side) + number(0) + number(0) + [0, 1, 0, 10, 0, 0]
        let frame = chunk("fcTL", control) + chunk("fdAT", number(0))
        return Bomb(
            name,
            signature + chunk("IHDR", header) + chunk("acTL", number(frames) + number(0))
                + chunk("IDAT", [0x78, 0x01]) + repeated(frame, frames) + chunk("IEND", []))
    }

    private static func gif(_ name: String, side: Int, frames: Int) -> Bomb {
        let size = little(side, 2) + little(side, 2)
        let frame = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4C, 0x01, 0]
        return Bomb(
            name, "GIF89a".utf8 + size + [0, 0, 0] + repeated(frame.map(UInt8.init), frames) + [0x3B])
    }

    private static func jpeg(_ name: String, _ width: Int, _ height: Int) -> Bomb {
        let frame = [0xFF, 0xC2, 0, 11, 8] + number(height, 2) + number(width, 2) + [1, 1, 0x11, 0]
        let scan: [UInt8] = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0]
        return Bomb(name, [0xFF, 0xD8] + frame + scan + [UInt8](repeating: 0x55, count: 64) + [0xFF, 0xD9])
    }

    private static func webp(_ name: String, side: Int, frames: Int) -> Bomb {
        let size = little(side - 1, 3)
        let canvas = "VP8X".utf8 + little(10, 4) + [2, 0, 0, 0] + size + size
        let frame = "ANMF".utf8 + little(16, 4) + [UInt8](repeating: 0, count: 16)
        let body = "WEBP".utf8 + canvas + repeated(Array(frame), frames)
        return Bomb(name, "RIFF".utf8 + little(body.count, 4) + body)
    }

    private static func heic(_ name: String, side: Int, grid: Int) -> Bomb {
        func item(_ id: Int, _ type: String) -> [UInt8] {
            box("infe", [2, 0, 0, 0] + number(id, 2) + [0, 0] + Array(type.utf8) + [0])
        }
        let data = [0, 1, 0, 0] + number(grid) + number(grid)
        let location = number(1, 2) + [0, 1, 0, 0, 0, 1] + number(0) + number(data.count)
        let parts = [
            box("hdlr", number(0) + number(0) + Array("pict".utf8)),
            box("pitm", number(0) + number(1, 2)),
            box("iinf", number(0) + number(2, 2) + item(1, "grid") + item(2, "hvc1")),
            box("iref", number(0) + box("dimg", number(1, 2) + number(1, 2) + number(2, 2))),
            box("iloc", [1, 0, 0, 0, 0x44, 0] + number(1, 2) + location),
            box(
                "iprp",
                box("ipco", box("ispe", number(0) + number(side) + number(side)))
                    + box("ipma", number(0) + number(1) + number(1, 2) + [1, 1])),
            box("idat", data),
        ]
        return Bomb(
            name,
            box("ftyp", Array("heic\0\0\0\0mif1heic".utf8)) + box("meta", number(0) + parts.flatMap(\.self)))
    }

    // MARK: Films

    private static func mp4(
        _ name: String, count: Int, size: Int = 1, tracks: Int = 1, edits: Int = 0, padding: Int = 0
    ) -> Bomb {
        let edit = number(600) + number(0) + number(65_536)
        let list = box("edts", box("elst", number(0) + number(edits) + repeated(edit, edits)))
        let tables =
            box("stsd", number(0) + number(1) + box("avc1", [UInt8](repeating: 0, count: 78)))
            + box("stts", number(0) + number(1) + number(count) + number(1))
            + box("stsz", number(0) + number(size) + number(count))
            + box("stsc", number(0) + number(1) + number(1) + number(count) + number(1))
            + box("stco", number(0) + number(1) + number(8))
        let media =
            box("mdhd", number(0) + number(0) + number(0) + number(30_000) + number(count) + number(0))
            + box("hdlr", number(0) + number(0) + Array("vide".utf8) + number(0) + number(0) + number(0))
            + box("minf", box("stbl", tables))
        let track = box(
            "trak",
            box("tkhd", number(3) + [UInt8](repeating: 1, count: 80)) + (edits > 0 ? list : [])
                + box("mdia", media))
        let movie = box("mvhd", number(0) + number(0) + number(0) + number(600) + number(600))
        return Bomb(
            name,
            box("ftyp", Array("isom\0\0\0\0isom".utf8)) + box("moov", movie + repeated(track, tracks))
                + box("mdat", [UInt8](repeating: 0, count: padding)))
    }

    // MARK: Bytes

    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    private static func number(_ value: Int, _ bytes: Int = 4) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * (bytes - 1 - $0))) }
    }

    private static func little(_ value: Int, _ bytes: Int) -> [UInt8] { number(value, bytes).reversed() }

    private static func repeated(_ part: [UInt8], _ count: Int) -> [UInt8] {
        [[UInt8]](repeating: part, count: count).flatMap(\.self)
    }

    /// Without a checksum that is right: headers are read without it.
    private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        number(data.count) + Array(type.utf8) + data + number(0)
    }

    private static func box(_ type: String, _ payload: [UInt8]) -> [UInt8] {
        number(payload.count + 8) + Array(type.utf8) + payload
    }
}
