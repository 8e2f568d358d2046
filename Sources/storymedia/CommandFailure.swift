import ArgumentParser

/// Why a command cannot do what it was asked for, apart from media.
struct CommandFailure: Error {
    let status: ExitStatus
    /// One for each reason.
    let sentences: [String]

    init(_ status: ExitStatus, _ sentences: [String]) {
        self.status = status
        self.sentences = sentences
    }

    init(_ status: ExitStatus, _ sentence: String) {
        self.init(status, [sentence])
    }

    /// Says what is wrong and gives back what ends the command.
    func report() -> ExitCode {
        for sentence in sentences { Console.complain(sentence) }
        return status.exitCode
    }
}
