package import Containers
package import Libav
internal import Pictures
package import Threading

/// An untrusted clip whose header was read in Swift and checked against the limits.
///
/// Only this type makes demuxers for untrusted files, so FFmpeg never sees a file before the check.
package struct ValidatedFile {
    let file: MediaFile
    /// Nil only if the policy is unrestricted and the format is unknown here.
    let format: MediaFormat?
    /// The contents of the boxes; nil for files without boxes.
    package let movie: MovieHeader?
    package let policy: MediaPolicy

    /// - Throws: ``HeaderError`` if the format is not supported, or if the header is damaged or promises more than the
    ///   limits allow.
    package init(_ file: MediaFile, limits: Limits, policy: MediaPolicy) throws(HeaderError) {
        let source = ByteSource(file)
        let format = try MediaFormat(of: source, policy)
        try self.init(file, source, format, limits: limits, policy: policy)
    }

    /// - Parameter format: the format by the first bytes of `source`.
    init(
        _ file: MediaFile, _ source: ByteSource, _ format: MediaFormat?, limits: Limits, policy: MediaPolicy
    ) throws(HeaderError) {
        self.file = file
        self.format = format
        self.policy = policy.within(limits)
        // A HEIF file that gets here holds a sequence, which has the structure of a movie.
        let hasBoxes = format.map { $0 == .isoMedia || $0.demuxer == nil } ?? false
        if policy.isUnrestricted {
            movie = hasBoxes ? try? MovieHeader(source, limits: limits) : nil
        } else {
            movie = hasBoxes ? try MovieHeader(source, limits: limits) : nil
        }
    }

    /// Opens the file with the demuxer that its first bytes call for.
    package func demuxer(
        log: ClipLog, cancellation: CancellationToken?, inspection: Demuxer.Inspection
    ) throws(LibavError) -> Demuxer {
        try Demuxer(
            file, format: policy.isUnrestricted ? nil : format?.demuxer ?? "mov", policy: policy, log: log,
            cancellation: cancellation, inspection: inspection)
    }
}

extension MediaFormat {
    /// Recognises a file.
    ///
    /// - Returns: nil if the format is not supported, but `policy` lets FFmpeg decide.
    /// - Throws: ``HeaderError`` if the format is not supported.
    init?(of source: ByteSource, _ policy: MediaPolicy) throws(HeaderError) {
        let head = try source.bytes(at: 0, count: min(Self.sniffedBytes, Int(clamping: source.count)))
        if let format = Self.sniff(head), format.demuxer.map(policy.allows(demuxer:)) ?? policy.readsPictures
        {
            self = format
        } else if policy.isUnrestricted {
            return nil
        } else {
            throw Self.unknown(head, policy)
        }
    }

    private static func unknown(_ head: [UInt8], _ policy: MediaPolicy) -> HeaderError {
        if !policy.readsPictures {
            let what = nameOfForeign(head).map { "This is \($0)" } ?? "This is not sound in a known format"
            return HeaderError(
                .malformed, "\(what). Music may be M4A, MP3, WAV, FLAC, OGG, Opus, WebM or AAC.")
        }
        if let picture = PictureFormat.nameOfForeign(head) {
            return HeaderError(.malformed, "This is \(picture), which cannot be read. Export it as JPEG.")
        }
        let what = nameOfForeign(head).map { "This is \($0)" } ?? "The file's format is not known"
        return HeaderError(
            .malformed,
            "\(what). Clips may be MP4, MOV, 3GP, MKV, WebM, MPEG-TS or AVI; photos JPEG, PNG, HEIC, AVIF, WebP"
                + " or GIF.")
    }
}

extension MediaPolicy {
    /// Whether the policy allows photos.
    var readsPictures: Bool { self.allows(decoder: "mjpeg") }

    /// A copy with those of a user's limits that FFmpeg can apply.
    func within(_ limits: Limits) -> MediaPolicy {
        if isUnrestricted { return self }
        var policy = self
        policy.maximumPixels = limits.videoPixels
        policy.maximumStreams = limits.streams
        return policy
    }
}
