internal import CFFmpeg

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A failed FFmpeg call.
///
/// The end of a stream and a request for more input are not errors; see ``DecoderOutput`` and ``EncoderOutput``.
public struct LibavError: Error, Hashable, Sendable, Codable {
    /// FFmpeg's negative result code.
    public let code: Int32
    /// The C function that returned it.
    public let call: String

    public init(code: Int32, call: String) {
        self.code = code
        self.call = call
    }

    /// FFmpeg's own text for the code.
    ///
    /// Corresponds to `av_strerror`.
    public var text: String {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            guard let base = buffer.baseAddress else { return "error \(code)" }
            unsafe storymedia_strerror(code, base, buffer.count)
            return unsafe String(cString: base)
        }
    }

    /// Throws if a C call reported a failure, and otherwise returns its result.
    @discardableResult
    static func check(_ result: Int32, _ call: @autoclosure () -> String) throws(LibavError) -> Int32 {
        if result < 0 { throw LibavError(code: result, call: call()) }
        return result
    }

    /// Memory is short (`AVERROR(ENOMEM)`).
    public static func outOfMemory(_ call: String) -> LibavError {
        LibavError(code: storymedia_AVERROR_ENOMEM, call: call)
    }

    /// The data do not conform to their format (`AVERROR_INVALIDDATA`).
    public static func invalidData(_ call: String) -> LibavError {
        LibavError(code: storymedia_AVERROR_INVALIDDATA, call: call)
    }

    /// Whether the interrupt callback stopped the call (`AVERROR_EXIT`).
    public var isCancellation: Bool { code == storymedia_AVERROR_EXIT }

    /// The operating system refused to read a file, as it does if a disk fails.
    ///
    /// The error says nothing about the file's content; a later attempt may succeed.
    static func unreadable(_ error: MediaFileError) -> LibavError {
        LibavError(code: -error.number, call: readCall)
    }

    private static let readCall = "pread"

    /// Whether the operating system refused to read a file.
    public var isReadFailure: Bool { call == Self.readCall }

    /// Whether memory was short (`ENOMEM`).
    public var isOutOfMemory: Bool { code == storymedia_AVERROR_ENOMEM }

    /// Whether FFmpeg lacks a decoder for the data, or for their variant of the format (`AVERROR_DECODER_NOT_FOUND`,
    /// `AVERROR_PATCHWELCOME`, `ENOSYS`).
    public var isUnsupported: Bool {
        code == storymedia_AVERROR_DECODER_NOT_FOUND || code == storymedia_AVERROR_PATCHWELCOME
            || code == -ENOSYS
    }

    /// Whether a file would exceed the size that this process may write (`EFBIG`).
    public var isFileTooLarge: Bool { code == -EFBIG }

    /// Whether the target file system is full, or a quota is used up (`ENOSPC`, `EDQUOT`).
    public var isDiskFull: Bool { code == -ENOSPC || code == -EDQUOT }
}

extension LibavError: CustomStringConvertible {
    public var description: String { "\(call): \(text)" }
}
