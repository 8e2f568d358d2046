extension PictureFormat {
    /// What kind of picture a file holds that is none of ours, with an article; nil where that is not known.
    ///
    /// - Parameter firstBytes: 16 are enough.
    public static func nameOfForeign(_ firstBytes: some Collection<UInt8>) -> String? {
        let head = Array(firstBytes.prefix(16))
        let signatures: KeyValuePairs<String, String> = [
            "BM": "a BMP picture", "II*\0": "a TIFF or raw picture", "MM\0*": "a TIFF or raw picture",
            "\0\0\0\u{C}JXL ": "a JPEG XL picture", "8BPS": "a Photoshop document",
        ]
        for (signature, name) in signatures where head.starts(with: signature.utf8) { return name }
        // ISO/IEC 18181-1: the codestream without a container.
        if head.starts(with: [0xFF, 0x0A]) { return "a JPEG XL picture" }
        // ISO/IEC 23008-12, annex O: a photo whose header has a layout of its own.
        return head.dropFirst(4).starts(with: "ftypmif3".utf8) ? "a photo in the short form of HEIF" : nil
    }
}
