internal import Libav

extension Subtitles {
    /// Bytes of a file: a film of three hours has a few hundred kB, with a time for each word some MB.
    private static let largestFile: Int64 = 4 << 20

    /// Reads a file that came from outside.
    ///
    /// - Parameter path: as ``Libav/MediaFile`` takes it.
    /// - Throws: ``SubtitleError`` where it is missing, cannot be read or has no subtitles.
    public init(path: String) throws(SubtitleError) {
        let bytes: [UInt8]?
        do throws(MediaFileError) {
            let file = try MediaFile(path)
            bytes = file.count <= Self.largestFile ? try file.bytes(at: 0, count: Int(file.count)) : nil
        } catch {
            throw SubtitleError(line: nil, reason: error.message)
        }
        guard let bytes else {
            throw SubtitleError(
                line: nil, reason: "It is larger than 4 MiB, which is more than any film says. Divide it.")
        }
        try self.init(bytes)
    }
}
