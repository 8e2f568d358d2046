/// Where a clip that is too long for a slide is divided.
public enum SplitPreference: String, Hashable, Sendable, Codable, CaseIterable {
    /// As late as may be.
    case limit
    /// Where one shot ends and another begins.
    case cut
    /// Where no one speaks.
    case silence
    /// At a cut in a pause, else at what hurts less.
    case best
}
