import ArgumentParser

/// Why a command cannot do what it was asked for, apart from problems of media.
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

    /// Prints what is wrong and returns what ends the command.
    func report() -> ExitCode {
        for sentence in sentences { Console.complain(sentence) }
        return status.exitCode
    }

    /// The last line of output, for a command that ends with its result.
    private struct Result: Encodable {
        let event = "result"
        let exitStatus: Int32
        let messages: [String]
    }

    /// Like ``report()``, and also prints the failure on standard output for programs. That line comes last, since some
    /// schedulers read both outputs as one.
    func reportAsResult() -> ExitCode {
        let code = report()
        try? Console.printJSON(Result(exitStatus: status.rawValue, messages: sentences))
        return code
    }
}
