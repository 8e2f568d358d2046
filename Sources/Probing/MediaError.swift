public import Libav
public import Story

#if canImport(Glibc)
    internal import Glibc

    // Glibc has an enumeration, other systems a number.
    private let fileSizeResource = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
#else
    internal import Darwin

    private let fileSizeResource = RLIMIT_FSIZE
#endif

/// Why a file did not become a story.
///
/// Created where the failure is detected. Says what failed, where, why, and whether a retry can help.
public struct MediaError: Error, Hashable, Sendable, Codable {
    /// Kinds of failure, grouped by what the caller can do about them.
    public enum Code: String, Hashable, Sendable, Codable {
        /// There is no such file.
        case inputMissing
        /// The file exists but cannot be opened or read.
        case inputUnreadable
        /// The file is empty, truncated, encrypted, damaged or of an unknown format.
        case unusableMedia
        /// The file exceeds one of the limits.
        case limitExceeded
        /// The story asks for something impossible.
        case unusableStory
        /// The output cannot be created.
        case cannotCreateOutput
        /// The output's folder is not writable at the moment.
        case outputDenied
        /// Reading or writing failed during the work.
        case inputOutput
        /// A stage made no progress and was abandoned.
        case stalled
        /// This machine cannot confine a worker, so the file was not opened.
        case notConfined
        /// The process that worked on the file died.
        case crashed
        /// The finished file differs from the plan.
        case verificationFailed
        /// Stopped from outside.
        case cancelled
        /// A fault of this program.
        case bug
    }

    /// The stage at which it happened.
    public enum Stage: String, Hashable, Sendable, Codable {
        case open, probe, plan, decode, convert, composite, encode, mux, verify, publish
    }

    public let code: Code
    public let stage: Stage
    /// The file, as the user named it.
    public let file: String
    /// A sentence for a person: what is wrong and, unless that is among the remedies, what to do.
    public let message: String
    /// What can be done about it, as a choice; empty if nothing is known, or if the message says it.
    public let remedies: [Remedy]
    /// FFmpeg's failed call, if any.
    public let cause: LibavError?
    /// FFmpeg's last log line about the file, if any.
    public var log: String?

    enum CodingKeys: String, CodingKey {
        case code, stage, file, message, remedies, cause, log
    }

    public init(
        _ code: Code, stage: Stage, file: String, message: String, remedies: [Remedy.Action] = [],
        cause: LibavError? = nil, log: String? = nil
    ) {
        self.code = code
        self.stage = stage
        self.file = file
        self.message = message
        self.remedies = remedies.map { Remedy($0) }
        self.cause = cause
        self.log = log
    }

    /// The error for work that was asked to stop.
    public static func stopped(_ stage: Stage, _ file: String) -> MediaError {
        MediaError(.cancelled, stage: stage, file: file, message: "Stopped before it was finished.")
    }

    /// The error for an output that reached ``WorkLimits/fileBytes``, or the system's limit for one file of this
    /// process.
    public static func storyTooLong(_ limits: WorkLimits, stage: Stage, file: String) -> MediaError {
        var system = rlimit()
        if unsafe getrlimit(fileSizeResource, &system) == 0,
            system.rlim_cur < UInt64(max(0, limits.fileBytes))
        {
            return MediaError(
                .inputOutput, stage: stage, file: file,
                message: """
                    This system lets a program write at most \(system.rlim_cur) bytes into one file, and the story needs \
                    more. Raise the limit (ulimit -f), and try again.
                    """)
        }
        return MediaError(
            .limitExceeded, stage: stage, file: file,
            message:
                "Its story would be longer than \(limits.fileBytes) bytes (work.fileBytes of the limits); make it "
                + "shorter.")
    }

    /// Whether the same job may succeed later without a change.
    public var canRetry: Bool {
        switch code {
        case .stalled, .crashed, .inputOutput, .inputUnreadable, .outputDenied: true
        default: cause?.isOutOfMemory ?? false
        }
    }
}

extension MediaError: CustomStringConvertible {
    public var description: String {
        var text = "\(file): \(RemedyWords.plain.text(message, remedies))"
        if let cause { text += " (\(cause))" }
        if let log { text += " [\(log)]" }
        return text
    }
}
