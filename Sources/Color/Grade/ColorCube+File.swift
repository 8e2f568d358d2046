internal import Libav

extension ColorCube {
    /// The most bytes of a file. A cube of the largest size with ten digits for each number has 10 MB.
    private static let largestFile: Int64 = 32 << 20

    /// Reads an untrusted `.cube` file.
    ///
    /// - Parameter path: a path that ``Libav/MediaFile`` accepts.
    /// - Throws: ``CubeError`` if the file is missing, cannot be read or is not a `.cube` file.
    public static func read(_ path: String) throws(CubeError) -> ColorCube {
        let bytes: [UInt8]?
        do throws(MediaFileError) {
            let file = try MediaFile(path)
            bytes = file.count <= largestFile ? try file.bytes(at: 0, count: Int(file.count)) : nil
        } catch {
            throw CubeError(line: nil, reason: error.message)
        }
        guard let bytes else {
            throw CubeError(line: nil, reason: "It is larger than 32 MiB, the limit for a .cube file.")
        }
        return try CubeParser(bytes).cube()
    }
}
