extension PictureFormat {
    /// Fujifilm, Olympus, Panasonic and Canon have signatures of their own; other makers write TIFF.
    private static let raw = "a camera's raw picture"

    /// Names the kind of picture in a file that has none of our formats, with an article; nil if unknown.
    ///
    /// - Parameter firstBytes: 16 are enough.
    public static func nameOfForeign(_ firstBytes: some Collection<UInt8>) -> String? {
        let head = Array(firstBytes.prefix(16))
        let signatures: KeyValuePairs<String, String> = [
            "BM": "a BMP picture", "II*\0": "a TIFF or raw picture", "MM\0*": "a TIFF or raw picture",
            "\0\0\0\u{C}JXL ": "a JPEG XL picture", "8BPS": "a Photoshop document",
            "\0\0\0\u{C}jP  ": "a JPEG 2000 picture", "FUJIFILMCCD-RAW": raw, "IIRO": raw, "IIRS": raw,
            "IIU\0": raw,
        ]
        for (signature, name) in signatures where head.starts(with: signature.utf8) { return name }
        // ISO/IEC 18181-1: the codestream without a container.
        if head.starts(with: [0xFF, 0x0A]) { return "a JPEG XL picture" }
        // ISO/IEC 15444-1, A.4: the codestream without a container.
        if head.starts(with: [0xFF, 0x4F, 0xFF, 0x51]) { return "a JPEG 2000 picture" }
        // Canon's raw pictures, in boxes like those of videos.
        if head.dropFirst(4).starts(with: "ftypcrx ".utf8) { return raw }
        // ISO/IEC 23008-12, annex O: a photo whose header has its own layout.
        return head.dropFirst(4).starts(with: "ftypmif3".utf8) ? "a photo in the short form of HEIF" : nil
    }
}
