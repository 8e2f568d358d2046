internal import CFFmpeg

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A failed FFmpeg call.
///
/// The end of a stream and "send me more first" are not errors; see ``DecoderOutput`` and
/// ``EncoderOutput``.
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

    /// Throws where a C call has reported a failure, and returns its result where it has not.
    @discardableResult
    static func check(_ result: Int32, _ call: @autoclosure () -> String) throws(LibavError) -> Int32 {
        if result < 0 { throw LibavError(code: result, call: call()) }
        return result
    }

    /// Memory is short (`AVERROR(ENOMEM)`).
    public static func outOfMemory(_ call: String) -> LibavError {
        LibavError(code: storymedia_AVERROR_ENOMEM, call: call)
    }

    /// The data is not what its format promises (`AVERROR_INVALIDDATA`).
    public static func invalidData(_ call: String) -> LibavError {
        LibavError(code: storymedia_AVERROR_INVALIDDATA, call: call)
    }

    /// The call was stopped by its interrupt callback (`AVERROR_EXIT`).
    public var isCancellation: Bool { code == storymedia_AVERROR_EXIT }

    /// The operating system refused to read a file, as it does where a disk fails.
    ///
    /// The same file may be read later: nothing is said about what it holds.
    static func unreadable(_ error: MediaFileError) -> LibavError {
        LibavError(code: -error.number, call: readCall)
    }

    private static let readCall = "pread"

    /// Whether the operating system refused to read a file.
    public var isReadFailure: Bool { call == Self.readCall }

    /// Memory could not be had (`ENOMEM`).
    public var isOutOfMemory: Bool { code == storymedia_AVERROR_ENOMEM }

    /// FFmpeg has no decoder for the data, or none for its variant of the format (`AVERROR_DECODER_NOT_FOUND`,
    /// `AVERROR_PATCHWELCOME`, `ENOSYS`).
    public var isUnsupported: Bool {
        code == storymedia_AVERROR_DECODER_NOT_FOUND || code == storymedia_AVERROR_PATCHWELCOME
            || code == -ENOSYS
    }

    /// A file would become longer than this process may make one (`EFBIG`).
    public var isFileTooLarge: Bool { code == -EFBIG }

    /// The file system that is written to is full, or a quota is used up (`ENOSPC`, `EDQUOT`).
    public var isDiskFull: Bool { code == -ENOSPC || code == -EDQUOT }
}

extension LibavError: CustomStringConvertible {
    public var description: String { "\(call): \(text)" }
}
