/// Remembers recent complaints, so that a lasting fault is reported from time to time and not over and over.
public struct Complaints: Sendable {
    public typealias Instant = ContinuousClock.Instant

    private let pause: Duration
    private var said: [String: Instant] = [:]

    /// - Parameter pause: how long not to repeat a sentence.
    public init(pause: Duration) {
        self.pause = pause
    }

    /// Whether to report a sentence. If so, it counts as reported.
    public mutating func isNew(_ sentence: String, at now: Instant = .now) -> Bool {
        said = said.filter { now - $0.value < pause }
        guard said[sentence] == nil else { return false }
        said[sentence] = now
        return true
    }
}
