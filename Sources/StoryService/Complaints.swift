/// What was complained about lately, so that what goes on being wrong is said once in a while and not all the time.
public struct Complaints: Sendable {
    public typealias Instant = ContinuousClock.Instant

    private let pause: Duration
    private var said: [String: Instant] = [:]

    /// - Parameter pause: how long the same sentence is not said again.
    public init(pause: Duration) {
        self.pause = pause
    }

    /// Whether to say a sentence; then it counts as said.
    public mutating func isNew(_ sentence: String, at now: Instant = .now) -> Bool {
        said = said.filter { now - $0.value < pause }
        guard said[sentence] == nil else { return false }
        said[sentence] = now
        return true
    }
}
