import ArgumentParser
import Logging

/// Whether to show the inner workings.
struct LogOptions: ParsableArguments {
    @Flag(name: .long, help: "Show FFmpeg's messages on standard error.")
    var verbose = false

    /// The log for this run of the program. Call this once.
    func logger() -> Logger {
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            // The program reports in its own words what matters to a person.
            handler.logLevel = verbose ? .debug : .critical
            return handler
        }
        return Logger(label: "storymedia")
    }
}
