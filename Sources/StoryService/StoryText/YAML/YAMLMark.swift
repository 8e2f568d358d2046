/// A place in a YAML text.
struct YAMLMark: Hashable {
    /// The number of code points before it.
    var index = 0
    /// From 0.
    var line = 0
    /// In code points, from 0.
    var column = 0
}

/// The place where a text stops being YAML that a story may use, and why.
struct YAMLSyntaxError: Error, Hashable {
    let message: String
    let mark: YAMLMark
}
