/// How much a host hears from one worker.
enum AnswerLimits {
    /// The most messages: ten reports a second for some hours.
    static let messages = 200_000
    /// The most bytes of all messages together.
    static let bytes = 64 << 20
    /// The most log lines of FFmpeg that are passed on.
    static let logs = 2_000
    /// The most characters of one such line.
    static let lineLength = 2_000
    /// The most messages that are neither progress nor log lines.
    static let facts = 10_000
}
