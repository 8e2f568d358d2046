internal import Foundation
public import Libav
public import Logging
internal import Pictures

/// Turns a path into a ``MediaInfo``.
///
/// First reads the file's headers in Swift and holds what they promise against ``Limits``; only
/// then FFmpeg opens it, reads packets and decodes one picture. Pictures are described by their
/// headers alone; whether they decode is seen when they are used.
public struct Prober: Sendable {
    public var limits: Limits
    public var policy: MediaPolicy
    private let logger: Logger

    /// - Parameters:
    ///   - limits: how large the media may be.
    ///   - policy: which parts of FFmpeg the file may reach; its limits of pixels and streams are
    ///     replaced by those of `limits`.
    ///   - logger: receives what FFmpeg says about the file; by default nobody does. Its last words
    ///     are part of an error in any case.
    public init(
        limits: Limits = Limits(), policy: MediaPolicy = .cameraRoll,
        logger: Logger = Logger(label: "probe", factory: { _ in SwiftLogNoOpLogHandler() })
    ) {
        self.limits = limits
        self.policy = policy
        self.policy.maximumPixels = limits.videoPixels
        self.policy.maximumStreams = limits.streams
        self.logger = logger
    }

    /// Describes a file. Blocks while it reads and decodes.
    ///
    /// - Parameters:
    ///   - path: a file; its name's extension is ignored.
    ///   - interruption: stops the reading from outside.
    /// - Throws: ``MediaError`` with the code `inputMissing`, `inputUnreadable`, `unusableMedia`,
    ///   `limitExceeded` or `cancelled`.
    public func probe(_ path: String, interruption: Interruption? = nil) throws(MediaError) -> MediaInfo {
        let bytes = try regularFileSize(path)
        do throws(HeaderError) {
            let source = try ByteSource(path: path)
            let head = try source.bytes(at: 0, count: min(MediaFormat.sniffedBytes, Int(source.count)))
            guard let format = MediaFormat.sniff(head) else { throw Self.unknown(head) }
            var info = try describe(path, format, source, interruption)
            info.bytes = bytes
            return info
        } catch {
            throw MediaError(error, file: path)
        }
    }

    /// Describes a file on a thread of its own, so that the caller's is free meanwhile.
    ///
    /// Cancelling the caller interrupts the reading.
    public func probe(_ path: String) async throws(MediaError) -> MediaInfo {
        let interruption = Interruption()
        let result: Result<MediaInfo, MediaError> = await withTaskCancellationHandler {
            do throws(MediaError) {
                return .success(
                    try await StageExecutor.run("probe") { () throws(MediaError) -> MediaInfo in
                        try probe(path, interruption: interruption)
                    })
            } catch {
                return .failure(error)
            }
        } onCancel: {
            interruption.raise()
        }
        return try result.get()
    }

    private func describe(
        _ path: String, _ format: MediaFormat, _ source: ByteSource, _ interruption: Interruption?
    ) throws(HeaderError) -> MediaInfo {
        if case .picture(let picture) = format, try !isImageSequence(picture, source) {
            return try describe(path, picture, source)
        }
        let movie =
            format.demuxer == nil || format == .isoMedia ? try MovieHeader(source, limits: limits) : nil
        return try StreamProbe(
            path: path, format: format.demuxer ?? "mov", limits: limits, policy: policy, movie: movie,
            log: ClipLog(logger: logger), interruption: interruption
        ).run()
    }

    /// Whether a HEIF file holds no still but a sequence, which has the structure of a movie.
    private func isImageSequence(
        _ format: PictureFormat, _ source: ByteSource
    ) throws(HeaderError) -> Bool {
        guard format == .heif || format == .avif else { return false }
        let list = try BoxReader(source, limits: limits).topLevel()
        return list.first("meta") == nil && list.first("moov") != nil
    }

    /// - Throws: ``MediaError`` where there is nothing, no regular file, or an empty one. A pipe or
    ///   device is refused before anything waits for it.
    private func regularFileSize(_ path: String) throws(MediaError) -> Int64 {
        func refusal(_ code: MediaError.Code, _ message: String) -> MediaError {
            MediaError(code, stage: .open, file: path, message: message)
        }
        let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let attributes: [FileAttributeKey: Any]
        do {
            attributes = try FileManager.default.attributesOfItem(atPath: resolved)
        } catch {
            throw refusal(.inputMissing, "There is no such file.")
        }
        let type = attributes[.type] as? FileAttributeType
        if type == .typeDirectory { throw refusal(.unusableMedia, "This is a folder; name a file in it.") }
        guard type == .typeRegular else { throw refusal(.unusableMedia, "This is no regular file.") }
        let bytes = (attributes[.size] as? NSNumber)?.int64Value ?? 0
        if bytes == 0 {
            throw refusal(.unusableMedia, "The file is empty; the upload has failed. Send it again.")
        }
        return bytes
    }

    private static func unknown(_ head: [UInt8]) -> HeaderError {
        let what = MediaFormat.nameOfForeign(head).map { "This is \($0)" } ?? "The file's format is not known"
        return HeaderError(
            .malformed,
            "\(what). Clips may be MP4, MOV, 3GP, MKV, WebM, MPEG-TS or AVI; photos JPEG, PNG, HEIC, AVIF, WebP"
                + " or GIF.")
    }
}

extension MediaError {
    /// A reader's error, with the file and stage it does not know.
    init(_ error: HeaderError, file: String) {
        let code: Code =
            switch error.kind {
            case .truncated, .malformed, .encrypted: .unusableMedia
            case .limitExceeded: .limitExceeded
            case .unreadable: .inputUnreadable
            case .cancelled: .cancelled
            }
        self.init(
            code, stage: error.kind == .unreadable ? .open : .probe, file: file, message: error.message,
            cause: error.cause, log: error.log)
    }
}
