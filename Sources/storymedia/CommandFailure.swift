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

    /// The last line of a command whose last line is its result.
    private struct Result: Encodable {
        let event = "result"
        let exitStatus: Int32
        let messages: [String]
    }

    /// As ``report()``, and for programs once more on standard output. That comes last: there are
    /// schedulers that read both as one.
    func reportAsResult() -> ExitCode {
        let code = report()
        try? Console.printJSON(Result(exitStatus: status.rawValue, messages: sentences))
        return code
    }
}
