import ArgumentParser
internal import Probing

/// The program's exit statuses (BSD's `sysexits.h`).
enum ExitStatus: Int32 {
    case done = 0
    case usage = 64
    case unusable = 65
    case inputMissing = 66
    case unavailable = 69
    case bug = 70
    case cannotCreate = 73
    case inputOutput = 74
    case tryAgain = 75
    /// What a shell reports for a job that SIGINT stopped: 128 and the signal's number.
    case interrupted = 130
    /// The same for SIGTERM.
    case terminated = 143

    /// What ends a command with this status, after every message is printed.
    var exitCode: ExitCode { ExitCode(rawValue) }
}

extension MediaError.Code {
    var exitStatus: ExitStatus {
        switch self {
        case .inputMissing: .inputMissing
        case .inputUnreadable, .inputOutput: .inputOutput
        case .unusableMedia, .unusableStory, .limitExceeded: .unusable
        case .cannotCreateOutput, .outputDenied: .cannotCreate
        case .stalled: .tryAgain
        case .notConfined: .unavailable
        case .verificationFailed, .crashed, .bug: .bug
        case .cancelled: .interrupted
        }
    }
}
