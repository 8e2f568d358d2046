import Containers

@testable import Pictures

extension PictureHeader {
    /// Reads the header of a file in memory.
    init(parsing bytes: [UInt8]) throws(PictureFault) {
        try self.init(bytes.span, ByteSource(bytes))
    }
}
