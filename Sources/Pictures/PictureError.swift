/// Why a picture could not be read.
public struct PictureError: Error, Hashable, Sendable {
    public enum Code: Hashable, Sendable {
        /// The file is missing, or is not a regular file.
        case missing
        /// The operating system refused to open or read the file; a later attempt may succeed.
        case unreadable
        /// The content is none of the formats of ``PictureFormat``.
        case unknownFormat
        /// The file ends before its picture does.
        case truncated
        /// The content breaks its format's rules.
        case damaged
        /// The format is known, but this use of it is not supported.
        case unsupported
        /// The picture asks for more than ``PictureLimits`` allow.
        case tooLarge(Limit)
    }

    /// The limit that was exceeded.
    public enum Limit: Hashable, Sendable {
        case pixels, frames, totalPixels, bytes, tiles
    }

    public let code: Code
    /// The file's name as the caller gave it.
    public let path: String
    /// What is wrong, in plain words and without the file's name.
    public let message: String

    public init(code: Code, path: String, message: String) {
        self.code = code
        self.path = path
        self.message = message
    }

    init(_ fault: PictureFault, path: String) {
        self.init(code: fault.code, path: path, message: fault.message)
    }
}

extension PictureError: CustomStringConvertible {
    public var description: String { "\(path): \(message)" }
}

/// A ``PictureError`` without the file's name, as header parsers and decoders throw it.
package struct PictureFault: Error, Hashable {
    package let code: PictureError.Code
    package let message: String

    init(_ code: PictureError.Code, _ message: String) {
        self.code = code
        self.message = message
    }
}
