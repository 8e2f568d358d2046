/// Why a header could not be read.
///
/// Knows neither the file's name nor the stage; ``Prober`` adds both.
struct HeaderError: Error, Hashable {
    enum Kind: Hashable {
        /// The file ends before its header does.
        case truncated
        /// The header contradicts itself or its standard.
        case malformed
        /// What the header promises is more than ``Limits`` allow.
        case limitExceeded
        /// The media data are protected.
        case encrypted
        /// The operating system refused to read.
        case unreadable
    }

    let kind: Kind
    /// A sentence for a person.
    let message: String

    init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    /// What every reader says where bytes are missing.
    static func truncated(at offset: Int64) -> HeaderError {
        HeaderError(.truncated, "The file ends in the middle of its header, at byte \(offset).")
    }
}
