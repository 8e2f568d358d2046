/// Where a clip that is too long for a slide is divided.
public enum SplitPreference: String, Hashable, Sendable, Codable, CaseIterable {
    /// As late as possible.
    case limit
    /// Where one shot ends and another begins.
    case cut
    /// In a pause of speech.
    case silence
    /// At a cut in a pause, or else at the place that disturbs least.
    case best
}
