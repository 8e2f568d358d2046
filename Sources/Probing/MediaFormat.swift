public import Pictures

/// A file's format by its first bytes. Its name does not matter.
public enum MediaFormat: Hashable, Sendable {
    /// A still or animated picture, which this program reads without FFmpeg's demuxers.
    case picture(PictureFormat)
    case isoMedia, matroska, mpegTS, avi
    case mp3, wav, ogg, aac, flac

    /// The name of FFmpeg's demuxer; nil for pictures.
    public var demuxer: String? {
        switch self {
        case .picture: nil
        case .isoMedia: "mov"
        case .matroska: "matroska"
        case .mpegTS: "mpegts"
        case .avi: "avi"
        case .mp3: "mp3"
        case .wav: "wav"
        case .ogg: "ogg"
        case .aac: "aac"
        case .flac: "flac"
        }
    }
}

extension MediaFormat {
    /// Bytes that ``sniff(_:)`` needs: five packets of the transport stream with the longest packets.
    public static let sniffedBytes = 5 * 192

    /// Recognises a format by the first bytes of a file.
    ///
    /// The signatures are those of the formats' standards, as collected in the WHATWG's MIME Sniffing Standard (6.1,
    /// 6.2). MPEG-TS has no signature and is recognised by its sync bytes (ISO/IEC 13818-1, 2.4.3.2), before which
    /// AVCHD puts a time stamp of four bytes.
    ///
    /// - Parameter head: the first ``sniffedBytes`` bytes, or the whole of a shorter file.
    /// - Returns: nil for a format that this program does not read.
    public static func sniff(_ head: [UInt8]) -> MediaFormat? {
        func has(_ text: String, at offset: Int = 0) -> Bool {
            head.dropFirst(offset).starts(with: text.utf8)
        }
        if let picture = PictureFormat.sniff(head) { return .picture(picture) }
        if has("RIFF") {
            if has("WAVE", at: 8) { return .wav }
            return has("AVI ", at: 8) ? .avi : nil
        }
        if head.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) { return .matroska }
        if has("OggS") { return .ogg }
        if has("fLaC") { return .flac }
        if PictureFormat.nameOfForeign(head) != nil { return nil }
        // QuickTime files from before `ftyp` existed start with another box.
        for type in ["ftyp", "moov", "mdat", "wide", "free", "skip", "pnot"] where has(type, at: 4) {
            return .isoMedia
        }
        if isTransportStream(head, packet: 188, sync: 0) { return .mpegTS }
        if isTransportStream(head, packet: 192, sync: 4) { return .mpegTS }
        if has("ID3") { return .mp3 }
        return mpegAudio(head)
    }

    private static func isTransportStream(_ head: [UInt8], packet: Int, sync: Int) -> Bool {
        let places = stride(from: sync, to: head.count, by: packet)
        return head.count > packet + sync && places.allSatisfy { head[$0] == 0x47 }
    }

    /// Recognises the frame headers of MPEG audio (ISO/IEC 11172-3, 2.4.2.3) and ADTS (ISO/IEC 13818-7, 6.2).
    private static func mpegAudio(_ head: [UInt8]) -> MediaFormat? {
        guard head.count >= 4, head[0] == 0xFF, head[1] & 0xE0 == 0xE0 else { return nil }
        if head[1] & 0xF6 == 0xF0 { return .aac }
        let isLayer3 = head[1] & 0x06 == 0x02
        let isKnownVersion = head[1] & 0x18 != 0x08
        let hasBitRate = head[2] & 0xF0 != 0xF0 && head[2] & 0x0C != 0x0C
        return isLayer3 && isKnownVersion && hasBitRate ? .mp3 : nil
    }

    /// The name of a format that this program does not read, for the error message; nil if unknown.
    static func nameOfForeign(_ head: [UInt8]) -> String? {
        let signatures: KeyValuePairs<String, String> = [
            "%PDF": "a PDF document", "PK\u{3}\u{4}": "a ZIP archive", "#EXTM3U": "a playlist",
            "ffconcat": "a list of files", "FLV": "a Flash video", "Rar!": "a RAR archive",
            "#!AMR": "a voice recording in AMR", "fLaC": "music in FLAC", "caff": "sound in Apple's CAF",
            "MThd": "MIDI music",
        ]
        if let picture = PictureFormat.nameOfForeign(head) { return picture }
        for (signature, name) in signatures where head.starts(with: signature.utf8) { return name }
        if head.starts(with: [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11]) {
            return "a Windows Media file"
        }
        if head.starts(with: [0x00, 0x00, 0x01, 0xBA]) { return "an MPEG program stream" }
        // RFC 1952
        if head.starts(with: [0x1F, 0x8B]) {
            return "a compressed file (gzip), such as a moving sticker of Telegram's (TGS)"
        }
        if head.starts(with: "FORM".utf8), head.dropFirst(8).starts(with: "AIF".utf8) {
            return "sound in AIFF"
        }
        // H.264 and H.265, annex B: a start code before a set of parameters.
        if head.starts(with: [0, 0, 0, 1]), head.count > 4, [0x67, 0x27, 0x40, 0x42].contains(head[4]) {
            return "a bare stream of H.264 or HEVC without a container"
        }
        let isText = !head.isEmpty && head.allSatisfy { $0 >= 0x20 || [0x09, 0x0A, 0x0D].contains($0) }
        if isText, head.starts(with: "<svg".utf8) || head.firstRange(of: "<svg ".utf8) != nil {
            return "an SVG drawing"
        }
        return isText ? "a text file" : nil
    }
}
