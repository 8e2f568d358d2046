internal import Probing
internal import Sandbox
internal import Subprocess

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// How a worker ended that sent no last message.
enum WorkerTermination: Hashable {
    case exited(Int32)
    case signalled(Int32)

    init(_ status: TerminationStatus) {
        switch status {
        case .exited(let code): self = .exited(code)
        case .signaled(let signal): self = .signalled(signal)
        }
    }

    init(_ end: ForkedProcess.End) {
        switch end {
        case .exited(let code): self = .exited(code)
        case .signalled(let signal): self = .signalled(signal)
        }
    }

    /// What the termination means for the file.
    ///
    /// - Parameter limits: the limits that the worker had.
    func error(file: String, stage: MediaError.Stage, limits: WorkLimits) -> MediaError {
        switch self {
        case .signalled(SIGXCPU):
            MediaError(
                .limitExceeded, stage: stage, file: file,
                message:
                    "It takes more than \(limits.processorSeconds) s of processor time (work.processorSeconds of the "
                    + "limits). Make it shorter or smaller.")
        case .signalled(SIGXFSZ):
            .storyTooLong(limits, stage: stage, file: file)
        case .signalled(SIGKILL):
            MediaError(
                .crashed, stage: stage, file: file,
                message:
                    "The worker process was killed: by the system, because memory was short, or by a "
                    + "person. Try again.")
        case .signalled(let signal):
            MediaError(
                .crashed, stage: stage, file: file,
                message:
                    "The worker process crashed (signal \(signal)). The file is damaged or malicious; "
                    + "nothing else was touched.")
        case .exited(let code):
            MediaError(
                .crashed, stage: stage, file: file,
                message: "The worker process ended without a result (exit \(code)).")
        }
    }
}
