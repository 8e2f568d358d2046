internal import Libav

extension Subtitles {
    /// The most bytes of a file. The subtitles of a three-hour film have a few hundred kB, or a few MB with a time for
    /// each word.
    private static let largestFile: Int64 = 4 << 20

    /// Reads an untrusted file.
    ///
    /// - Parameter path: a path that ``Libav/MediaFile`` accepts.
    /// - Throws: ``SubtitleError`` if the file is missing, cannot be read or is not a subtitle file.
    public static func read(_ path: String) throws(SubtitleError) -> Subtitles {
        let bytes: [UInt8]?
        do throws(MediaFileError) {
            let file = try MediaFile(path)
            bytes = file.count <= largestFile ? try file.bytes(at: 0, count: Int(file.count)) : nil
        } catch {
            throw SubtitleError(line: nil, reason: error.message)
        }
        guard let bytes else {
            throw SubtitleError(
                line: nil, reason: "It is larger than 4 MiB, which is more than any film needs. Divide it.")
        }
        return try Subtitles(bytes)
    }
}
