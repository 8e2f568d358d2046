/// This program's version.
public enum Version {
    /// Semantic versioning 2.0.0. Part of what decides whether an earlier run's story is good still.
    public static let current = "0.1.0"
}
