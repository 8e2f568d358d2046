/// This program's version.
public enum Version {
    /// Semantic versioning 2.0.0. It is part of the fingerprint that decides whether an earlier run's story is still
    /// valid.
    public static let current = "0.1.0"
}
