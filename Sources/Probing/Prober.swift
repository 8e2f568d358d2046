package import Containers
public import Libav
public import Logging
internal import Pictures
public import Threading

/// Turns a path into a ``MediaInfo``.
///
/// First reads the file's headers in Swift and holds what they promise against ``Limits``; only
/// then FFmpeg opens it, reads packets and decodes one picture. Photos are described by their headers; of
/// JPEG and PNG it is seen, too, how much of the picture is there.
public struct Prober: Sendable {
    public var limits: Limits
    public var policy: MediaPolicy
    package let logger: Logger

    /// - Parameters:
    ///   - limits: how large the media may be.
    ///   - policy: which parts of FFmpeg the file may reach; the limits of pixels and streams of a
    ///     restricted one are replaced by those of `limits`.
    ///   - logger: receives what FFmpeg says about the file; by default it is dropped. Its last words
    ///     are part of an error in any case.
    public init(
        limits: Limits = Limits(), policy: MediaPolicy = .cameraRoll,
        logger: Logger = Logger(label: "probe", factory: { _ in SwiftLogNoOpLogHandler() })
    ) {
        self.limits = limits
        self.policy = policy
        self.logger = logger
    }

    /// Describes a file. Blocks while it reads and decodes.
    ///
    /// - Parameters:
    ///   - path: a file; its name's extension is ignored.
    ///   - cancellation: stops the reading from outside.
    /// - Throws: ``MediaError`` with the code `inputMissing`, `inputUnreadable`, `unusableMedia`,
    ///   `limitExceeded` or `cancelled`.
    public func probe(_ path: String, cancellation: CancellationToken? = nil) throws(MediaError) -> MediaInfo
    {
        let file = try open(path)
        do throws(HeaderError) {
            let source = ByteSource(file)
            var info = try describe(file, try MediaFormat(of: source, policy), source, cancellation)
            info.bytes = file.count
            return info
        } catch {
            throw MediaError(error, file: path)
        }
    }

    /// Describes a file that is to be heard only. Blocks while it reads.
    ///
    /// It may reach what music needs and no decoder of pictures.
    ///
    /// - Throws: ``MediaError`` as for other files.
    public func probeSound(
        _ path: String, cancellation: CancellationToken? = nil
    ) throws(MediaError) -> MediaInfo {
        let file = try open(path)
        do throws(HeaderError) {
            var info = try StreamProbe(
                file: try ValidatedFile(file, limits: limits, policy: policy.forMusic), limits: limits,
                log: ClipLog(logger: logger), cancellation: cancellation
            ).sound()
            info.bytes = file.count
            return info
        } catch {
            throw MediaError(error, file: path)
        }
    }

    /// Describes a file on a thread of its own, so that the caller's is free meanwhile.
    ///
    /// Cancelling the caller interrupts the reading.
    public func probe(_ path: String) async throws(MediaError) -> MediaInfo {
        let cancellation = CancellationToken()
        let result: Result<MediaInfo, MediaError> = await withTaskCancellationHandler {
            do throws(MediaError) {
                return .success(
                    try await StageExecutor.run("probe") { () throws(MediaError) -> MediaInfo in
                        try probe(path, cancellation: cancellation)
                    })
            } catch {
                return .failure(error)
            }
        } onCancel: {
            cancellation.cancel()
        }
        return try result.get()
    }

    private func describe(
        _ file: MediaFile, _ format: MediaFormat?, _ source: ByteSource, _ cancellation: CancellationToken?
    ) throws(HeaderError) -> MediaInfo {
        if case .picture(let picture) = format, try !isFilm(file, picture, source) {
            return try describe(file, picture, source)
        }
        return try StreamProbe(
            file: try ValidatedFile(file, source, format, limits: limits, policy: policy), limits: limits,
            log: ClipLog(logger: logger), cancellation: cancellation
        ).run()
    }

    /// Whether a file that calls itself HEIF holds neither a still nor a sequence of pictures that ours can read,
    /// but a movie.
    private func isFilm(
        _ file: MediaFile, _ format: PictureFormat, _ source: ByteSource
    ) throws(HeaderError) -> Bool {
        guard format == .heif || format == .avif else { return false }
        let list = try BoxReader(source, maximumBoxes: limits.boxes).topLevel()
        guard list.first("meta") == nil, list.first("moov") != nil else { return false }
        do throws(PictureError) {
            _ = try PictureHeader(file, limits: limits.pictures)
            return false
        } catch {
            return error.code == .unsupported
        }
    }

    /// - Throws: ``MediaError`` where there is nothing, no regular file, or an empty one.
    private func open(_ path: String) throws(MediaError) -> MediaFile {
        func refusal(_ code: MediaError.Code, _ message: String) -> MediaError {
            MediaError(code, stage: .open, file: path, message: message)
        }
        let file: MediaFile
        do {
            file = try MediaFile(path)
        } catch {
            let code: MediaError.Code =
                switch error.kind {
                case .missing: .inputMissing
                case .folder, .notRegular: .unusableMedia
                case .unreadable: .inputUnreadable
                }
            throw refusal(code, error.message)
        }
        guard file.count > 0 else {
            throw refusal(.unusableMedia, "The file is empty; the upload has failed. Send it again.")
        }
        return file
    }
}

extension MediaError {
    /// A reader's error, with the file and stage it does not know.
    package init(_ error: HeaderError, file: String) {
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
