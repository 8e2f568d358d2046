package import Containers
public import Libav
public import Logging
internal import Pictures
public import Threading

/// Probes a file, and describes it as a ``MediaInfo``.
///
/// First reads the file's headers in Swift and checks what they promise against ``Limits``. Only then does FFmpeg open
/// the file, read packets and decode one picture. Photos are described by their headers; JPEG and PNG are also checked
/// for how much of the picture is there.
public struct Prober: Sendable {
    public var limits: Limits
    public var policy: MediaPolicy
    package let logger: Logger

    /// - Parameters:
    ///   - limits: how large the media may be.
    ///   - policy: which parts of FFmpeg the file may reach. `limits` replaces a restricted policy's limits of pixels
    ///     and streams.
    ///   - logger: receives FFmpeg's log about the file, which is dropped by default. An error contains the last log
    ///     line in any case.
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
    ///   - path: the file's path; its extension is ignored.
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

    /// Describes a file of which only the sound is used. Blocks while it reads.
    ///
    /// The file may reach only what music needs, and no picture decoder.
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

    /// Describes a file on a separate thread, which leaves the caller's thread free.
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
        if case .picture(let picture) = format, try !holdsMovie(file, picture, source) {
            return try describe(file, picture, source)
        }
        return try StreamProbe(
            file: try ValidatedFile(file, source, format, limits: limits, policy: policy), limits: limits,
            log: ClipLog(logger: logger), cancellation: cancellation
        ).run()
    }

    /// Whether a file that claims to be HEIF holds a movie: neither a still nor an image sequence that our readers
    /// support.
    private func holdsMovie(
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

    /// - Throws: ``MediaError`` if the file is missing, not a regular file, or empty.
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
    /// Converts a reader's error, adding the file and the stage, which the reader does not know.
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
