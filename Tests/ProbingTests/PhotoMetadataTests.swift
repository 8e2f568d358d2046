internal import Containers
import Pictures
import Testing

@testable import Probing

@Suite struct PhotoMetadataTests {
    /// TIFF with one entry: tag, type and value.
    private static func tiff(_ tag: Int, type: Int, value: Int, isLittle: Bool = false) -> [UInt8] {
        func number(_ value: Int, _ bytes: Int) -> [UInt8] {
            isLittle ? Bytes.little(value, bytes) : Bytes.integer(value, bytes)
        }
        let word = type == 3 ? number(value, 2) + [0, 0] : number(value, 4)
        return Array((isLittle ? "II" : "MM").utf8) + number(42, 2) + number(8, 4) + number(1, 2)
            + number(tag, 2) + number(type, 2) + number(1, 4) + word + number(0, 4)
    }

    private static func exif(_ tiff: [UInt8]) -> [UInt8] { Bytes.segment(0xE1, "Exif\0\0".utf8 + tiff) }

    private static func xmp(_ text: String) -> [UInt8] {
        Bytes.segment(0xE1, Array("http://ns.adobe.com/xap/1.0/\0".utf8) + Array(text.utf8))
    }

    private static let film = MovieBuilder().file()

    private func read(_ bytes: [UInt8]) throws -> PhotoMetadata {
        try PhotoMetadata(jpeg: ByteSource(bytes))
    }

    @Test("A plain JPEG has no gain map, no video and no warnings")
    func readsPlain() throws {
        _ = try JPEGHeader(ByteSource(Bytes.jpeg()))
        let metadata = try read(Bytes.jpeg())
        #expect(!metadata.hasGainMap)
        #expect(metadata.motionOffset == nil)
        #expect(metadata.warnings.isEmpty)
    }

    @Test("EXIF is accepted in both byte orders, with any orientation or none", arguments: [0, 1, 8])
    func acceptsExif(orientation: Int) throws {
        for isLittle in [false, true] {
            let tiff = Self.tiff(0x0112, type: 3, value: orientation, isLittle: isLittle)
            #expect(try read(Bytes.jpeg(Self.exif(tiff))).warnings.isEmpty)
        }
        #expect(try read(Bytes.jpeg(Self.exif(Self.tiff(0x010F, type: 2, value: 0)))).warnings.isEmpty)
    }

    @Test("Damaged EXIF is a warning, never an error")
    func warnsOfDamagedExif() throws {
        let sound = Self.tiff(0x0112, type: 3, value: 6)
        let damaged = [
            [], Array("XX".utf8), Array(sound.prefix(9)), Array(sound.prefix(18)),
            Self.tiff(0x0112, type: 3, value: 9), Self.tiff(0x0112, type: 7, value: 6),
        ]
        for tiff in damaged { #expect(try read(Bytes.jpeg(Self.exif(tiff))).warnings.count == 1) }
    }

    @Test("Apple's content identifier is found in its maker note")
    func findsContentIdentifier() throws {
        let identifier = "E905E6C6-C747"
        // The maker note's directory starts at 14; its one entry points past the directory's end.
        let note =
            "Apple iOS\0".utf8 + [0, 1] + "MM".utf8 + Bytes.uint16(1) + Bytes.uint16(0x11) + Bytes.uint16(2)
            + Bytes.uint32(identifier.utf8.count + 1) + Bytes.uint32(32) + Bytes.uint32(0) + identifier.utf8
            + [0]
        let main = Self.tiff(0x8769, type: 4, value: 26)
        let details =
            Bytes.uint16(1) + Bytes.uint16(0x927C) + Bytes.uint16(7) + Bytes.uint32(note.count)
            + Bytes.uint32(44) + Bytes.uint32(0)
        let tiff = main + details + note
        #expect(try EXIF(tiff).contentIdentifier == identifier)
        #expect(try read(Bytes.jpeg(Self.exif(tiff))).contentIdentifier == identifier)
        for length in 26..<tiff.count {
            #expect(try EXIF(Array(tiff.prefix(length))).contentIdentifier != "")
        }
    }

    @Test("The video of a motion photo is found at the distance from the end that its directory gives")
    func findsMotionPhoto() throws {
        func directory(_ items: String) -> [UInt8] {
            Self.xmp(
                #"<x:xmpmeta><rdf:Description GCamera:MotionPhoto="1"><Container:Directory><rdf:Seq>"#
                    + #"<rdf:li><Container:Item Item:Mime="image/jpeg" Item:Semantic="Primary" Item:Length="0"/>"#
                    + "</rdf:li>\(items)</rdf:Seq></Container:Directory></rdf:Description></x:xmpmeta>")
        }
        let attributes =
            #"<rdf:li><Container:Item Item:Semantic="MotionPhoto" Item:Length="\#(Self.film.count)"/></rdf:li>"#
        let elements =
            "<rdf:li><Container:Item><Item:Semantic>MotionPhoto</Item:Semantic>"
            + "<Item:Length>\(Self.film.count)</Item:Length></Container:Item></rdf:li>"
        for items in [attributes, elements] {
            let still = Bytes.jpeg(directory(items))
            #expect(try read(still + Self.film).motionOffset == Int64(still.count))
        }
        // A gain map before the video does not affect the distance, one after it does.
        let map = #"<rdf:li><Container:Item Item:Semantic="GainMap" Item:Length="7"/></rdf:li>"#
        let before = Bytes.jpeg(directory(map + attributes))
        let first = try read(before + [UInt8](repeating: 0, count: 7) + Self.film)
        #expect(first.motionOffset == Int64(before.count + 7))
        #expect(first.hasGainMap)
        let behind = Bytes.jpeg(directory(attributes + map))
        #expect(
            try read(behind + Self.film + [UInt8](repeating: 0, count: 7)).motionOffset == Int64(behind.count)
        )
    }

    @Test("The video of the older micro video format is found at the distance that the XMP states")
    func findsMicroVideo() throws {
        let still = Bytes.jpeg(
            Self.xmp(
                #"<rdf:Description Camera:MicroVideo="1" Camera:MicroVideoOffset="\#(Self.film.count)"/>"#))
        #expect(try read(still + Self.film).motionOffset == Int64(still.count))
    }

    @Test("A motion photo without its video gives a warning", arguments: ["1", "99999999999", "40"])
    func warnsOfMissingFilm(offset: String) throws {
        let still = Bytes.jpeg(
            Self.xmp(#"<rdf:Description GCamera:MicroVideo="1" GCamera:MicroVideoOffset="\#(offset)"/>"#))
        let metadata = try read(still)
        #expect(metadata.motionOffset == nil)
        #expect(metadata.warnings.count == 1)
    }

    @Test("The video of Samsung's motion photos is found through the trailer")
    func findsSamsungFilm() throws {
        let name = "MotionPhoto_Data"
        let entry = [0, 0, 0x30, 0x0A] + Bytes.little(name.utf8.count, 4) + name.utf8 + Self.film
        let directory =
            "SEFH".utf8 + Bytes.little(106, 4) + Bytes.little(1, 4) + [0, 0, 0x30, 0x0A]
            + Bytes.little(entry.count, 4) + Bytes.little(entry.count, 4)
        let still = Bytes.jpeg()
        let file = still + entry + directory + Bytes.little(directory.count, 4) + "SEFT".utf8
        #expect(try read(file).motionOffset == Int64(still.count + 8 + name.utf8.count))
    }

    @Test("A JPEG that ends before its picture data, or has hardly any, is refused")
    func refusesTruncated() throws {
        let whole = Bytes.jpeg(scan: 0)
        // The header ends where the two bytes of the end marker start.
        for length in 2..<(whole.count - 2) {
            let error = #expect(throws: PictureFault.self) {
                try JPEGHeader(ByteSource(Array(whole.prefix(length))))
            }
            #expect(error?.code == .truncated)
        }
        // 16×8 pixels are two blocks of at least two bits.
        #expect(throws: PictureFault.self) { try JPEGHeader(ByteSource(Array(whole.dropLast(2)))) }
        #expect(throws: Never.self) { try JPEGHeader(ByteSource(Array(whole.dropLast(1)))) }
    }

    @Test("The video of a HEIC photo is found in its box, and the gain map by its type")
    func readsHEIF() throws {
        func file(_ itemType: String) -> [UInt8] {
            let entry = Bytes.fullBox(
                "infe", version: 2, Bytes.uint16(1), Bytes.uint16(0), Array(itemType.utf8), [0])
            let meta = Bytes.fullBox(
                "meta", Bytes.fullBox("hdlr", Bytes.uint32(0), Array("pict".utf8)),
                Bytes.fullBox("pitm", Bytes.uint16(1)), Bytes.fullBox("iinf", Bytes.uint16(1), entry))
            return Bytes.box("ftyp", Array("heic\0\0\0\0mif1".utf8)) + meta
        }
        let still = file("hvc1")
        let moving = still + Bytes.box("mpvd", Self.film)
        let metadata = try PhotoMetadata(heif: ByteSource(moving), limits: Limits())
        #expect(metadata.motionOffset == Int64(still.count + 8))
        #expect(!metadata.hasGainMap)
        #expect(try PhotoMetadata(heif: ByteSource(file("tmap")), limits: Limits()).hasGainMap)
        #expect(throws: HeaderError.self) {
            try PhotoMetadata(heif: ByteSource(Array(moving.dropLast(1))), limits: Limits())
        }
        #expect(throws: HeaderError.self) {
            try PhotoMetadata(heif: ByteSource(Array(still.dropLast(1))), limits: Limits())
        }
    }

    @Test("A huge number of locations that take no bytes is refused")
    func boundsLocations() {
        let items = (0..<2_000).flatMap { Bytes.uint16($0) + Bytes.uint16(0) + Bytes.uint16(0xFFFF) }
        let meta = Bytes.fullBox(
            "meta", Bytes.fullBox("hdlr", Bytes.uint32(0), Array("pict".utf8)),
            Bytes.fullBox("pitm", Bytes.uint16(1)), Bytes.fullBox("iinf", Bytes.uint16(0)),
            Bytes.fullBox("iloc", Bytes.uint16(0), Bytes.uint16(2_000), items))
        let error = #expect(throws: HeaderError.self) {
            try PhotoMetadata(heif: ByteSource(meta), limits: Limits())
        }
        #expect(error?.kind == .limitExceeded)
    }
}
