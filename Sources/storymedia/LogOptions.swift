import ArgumentParser
import Logging

/// Whether the inner workings are to be seen.
struct LogOptions: ParsableArguments {
    @Flag(name: .long, help: "Show FFmpeg's messages on standard error.")
    var verbose = false

    /// The log for this run of the program. To be asked for once.
    func logger() -> Logger {
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            // What matters to the person is said in the program's own words.
            handler.logLevel = verbose ? .debug : .critical
            return handler
        }
        return Logger(label: "storymedia")
    }
}
