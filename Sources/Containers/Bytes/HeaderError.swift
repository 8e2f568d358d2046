package import Libav

/// Why a file cannot be described.
///
/// Contains neither the file's name nor the stage; the caller adds both.
package struct HeaderError: Error, Hashable {
    package enum Kind: Hashable {
        /// The file ends before its header does.
        case truncated
        /// The file contradicts itself or its standard.
        case malformed
        /// The file promises more than ``Limits`` allow.
        case limitExceeded
        /// The media data are encrypted.
        case encrypted
        /// The operating system refused to read.
        case unreadable
        /// The caller cancelled the reading.
        case cancelled
    }

    package let kind: Kind
    /// A sentence for a person.
    package let message: String
    /// FFmpeg's failed call, if there was one.
    package var cause: LibavError?
    /// FFmpeg's last log lines, if there were any.
    package var log: String?

    package init(_ kind: Kind, _ message: String, cause: LibavError? = nil, log: String? = nil) {
        self.kind = kind
        self.message = message
        self.cause = cause
        self.log = log
    }

    /// The error of every reader that runs out of bytes.
    package static func truncated(at offset: Int64) -> HeaderError {
        HeaderError(.truncated, "The file ends in the middle of its header, at byte \(offset).")
    }
}
