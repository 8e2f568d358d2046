internal import Containers

extension PictureFile {
    /// The content for readers of headers.
    var source: ByteSource {
        ByteSource(count: Int64(unsafe memory.count)) { (offset, count) throws(HeaderError) in
            self.bytes([offset..<offset + Int64(count)])
        }
    }
}

extension PictureFault {
    init(_ error: HeaderError) {
        let code: PictureError.Code =
            switch error.kind {
            case .truncated: .truncated
            case .malformed: .damaged
            case .limitExceeded: .tooLarge(.tiles)
            case .encrypted: .unsupported
            case .unreadable, .cancelled: .unreadable
            }
        self.init(code, sentence: error.message)
    }

    /// Reads a header.
    static func reading<R>(_ read: () throws(HeaderError) -> R) throws(PictureFault) -> R {
        do {
            return try read()
        } catch {
            throw PictureFault(error)
        }
    }
}
