internal import Libav

extension ColorCube {
    /// Bytes of a file: a cube of the largest size with ten digits for each number has 10 MB.
    private static let largestFile: Int64 = 32 << 20

    /// Reads a `.cube` file that came from outside.
    ///
    /// - Parameter path: as ``Libav/MediaFile`` takes it.
    /// - Throws: ``CubeError`` where it is missing, cannot be read or is no such file.
    public init(path: String) throws(CubeError) {
        let bytes: [UInt8]?
        do throws(MediaFileError) {
            let file = try MediaFile(path)
            bytes = file.count <= Self.largestFile ? try file.bytes(at: 0, count: Int(file.count)) : nil
        } catch {
            throw CubeError(line: nil, reason: error.message)
        }
        guard let bytes else {
            throw CubeError(line: nil, reason: "It is larger than a .cube file can be, which is 32 MiB.")
        }
        self = try CubeParser(bytes).cube()
    }
}
