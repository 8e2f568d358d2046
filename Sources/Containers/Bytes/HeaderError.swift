package import Libav

/// Why a file cannot be described.
///
/// Knows neither the file's name nor the stage; the caller adds both.
package struct HeaderError: Error, Hashable {
    package enum Kind: Hashable {
        /// The file ends before its header does.
        case truncated
        /// The file contradicts itself or its standard.
        case malformed
        /// What the file promises is more than ``Limits`` allow.
        case limitExceeded
        /// The media data are protected.
        case encrypted
        /// The operating system refused to read.
        case unreadable
        /// Stopped from outside.
        case cancelled
    }

    package let kind: Kind
    /// A sentence for a person.
    package let message: String
    /// FFmpeg's failed call, where there was one.
    package var cause: LibavError?
    /// FFmpeg's last words, where it had any.
    package var log: String?

    package init(_ kind: Kind, _ message: String, cause: LibavError? = nil, log: String? = nil) {
        self.kind = kind
        self.message = message
        self.cause = cause
        self.log = log
    }

    /// What every reader says where bytes are missing.
    package static func truncated(at offset: Int64) -> HeaderError {
        HeaderError(.truncated, "The file ends in the middle of its header, at byte \(offset).")
    }
}
