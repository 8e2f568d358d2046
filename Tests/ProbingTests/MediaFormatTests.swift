internal import Containers
import Libav
import Pictures
import Testing

@testable import Probing

@Suite struct MediaFormatTests {
    static let heads: [([UInt8], MediaFormat?)] = [
        (Bytes.fileType, .isoMedia),
        (Bytes.box("wide") + Bytes.box("mdat"), .isoMedia),
        ([0xFF, 0xD8, 0xFF, 0xE0], .picture(.jpeg)),
        (Array("GIF89a".utf8), .picture(.gif)),
        (Array("RIFF\0\0\0\0WEBPVP8 ".utf8), .picture(.webp)),
        (Array("RIFF\0\0\0\0WAVEfmt ".utf8), .wav),
        (Array("RIFF\0\0\0\0AVI LIST".utf8), .avi),
        (Array("RIFF\0\0\0\0RMID".utf8), nil),
        (Bytes.box("ftyp", Array("heic\0\0\0\0mif1heic".utf8)), .picture(.heif)),
        (Bytes.box("ftyp", Array("avif\0\0\0\0mif1avif".utf8)), .picture(.avif)),
        ([0x1A, 0x45, 0xDF, 0xA3, 0x9F], .matroska),
        (transportStream(packet: 188, sync: 0), .mpegTS),
        (transportStream(packet: 192, sync: 4), .mpegTS),
        (Array("ID3\u{4}\0".utf8), .mp3),
        ([0xFF, 0xFB, 0x90, 0x64], .mp3),
        ([0xFF, 0xF1, 0x50, 0x80], .aac),
        (Array("OggS".utf8), .ogg),
        (Array("#EXTM3U\nfile:///etc/passwd\n".utf8), nil),
        (Array("ffconcat version 1.0".utf8), nil),
        (Array("<?xml version=\"1.0\"?><MPD/>".utf8), nil),
        ([0x47] + [UInt8](repeating: 0, count: 400), nil),
        ([], nil), ([0xFF], nil), ([0, 0, 0, 8], nil),
    ]

    private static func transportStream(packet: Int, sync: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: packet * 5)
        for start in stride(from: sync, to: bytes.count, by: packet) { bytes[start] = 0x47 }
        return bytes
    }

    @Test("A format is recognised by its first bytes", arguments: heads)
    func sniffs(head: [UInt8], format: MediaFormat?) {
        #expect(MediaFormat.sniff(head) == format)
    }

    @Test("An unsupported format is named if it is known")
    func namesForeign() {
        #expect(MediaFormat.nameOfForeign(Array("%PDF-1.7".utf8)) == "a PDF document")
        #expect(MediaFormat.nameOfForeign(Array("#EXTM3U\n".utf8)) == "a playlist")
        #expect(MediaFormat.nameOfForeign(Array("Hello\n".utf8)) == "a text file")
        #expect(MediaFormat.nameOfForeign([0xFF, 0x0A, 0xBA, 0x21]) == "a JPEG XL picture")
        #expect(MediaFormat.nameOfForeign([0, 1, 2, 3]) == nil)
        #expect(MediaFormat.nameOfForeign([]) == nil)
    }

    /// The beginnings of files, as bytes of Latin-1.
    private static let neighbours: [(String, String)] = [
        ("\0\0\0\u{10}ftypcrx isom", "a camera's raw picture"),
        ("FUJIFILMCCD-RAW 0201", "a camera's raw picture"),
        ("\u{1F}\u{8B}\u{8}\0", "a compressed file (gzip), such as a moving sticker of Telegram's (TGS)"),
        ("\0\0\0\u{C}jP  \r\n\u{87}\n", "a JPEG 2000 picture"),
        ("\0\0\0\u{1}\u{67}\u{42}", "a bare stream of H.264 or HEVC without a container"),
        ("<?xml version='1.0'?>\n<svg width='1'/>", "an SVG drawing"),
        ("caff\0\u{1}", "sound in Apple's CAF"),
        ("FORM0000AIFC", "sound in AIFF"),
    ]

    @Test("Other formats that phones, cameras and messengers write are named", arguments: neighbours)
    func namesNeighbours(beginning: String, name: String) {
        let head = beginning.unicodeScalars.map { UInt8($0.value) } + [UInt8](repeating: 0x20, count: 64)
        #expect(MediaFormat.sniff(head) == nil)
        #expect(MediaFormat.nameOfForeign(head) == name)
        // A partial file of such a format does not count as a clip still being written.
        #expect(Completeness(ByteSource(head)) == .unknown)
    }

    @Test("A photo in HEIF's short form is named, and never mistaken for an unfinished video")
    func namesShortHEIF() throws {
        let photo =
            Bytes.box("ftyp", Array("mif3heic".utf8)) + Bytes.box("mini", Array(repeating: 8, count: 500))
        #expect(MediaFormat.sniff(photo) == nil)
        #expect(MediaFormat.nameOfForeign(photo) == "a photo in the short form of HEIF")
        #expect(Completeness(ByteSource(photo)) == .unknown)
        let error = #expect(throws: HeaderError.self) {
            _ = try MediaFormat(of: ByteSource(photo), .cameraRoll)
        }
        #expect(error?.message.hasSuffix("Export it as JPEG.") == true)
    }
}
