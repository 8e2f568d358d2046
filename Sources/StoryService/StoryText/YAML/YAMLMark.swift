/// A place in a YAML text.
struct YAMLMark: Hashable {
    /// How many code points are before it.
    var index = 0
    /// From 0.
    var line = 0
    /// In code points, from 0.
    var column = 0
}

/// Text that ends to be YAML that a story can have, and where that shows.
struct YAMLSyntaxError: Error, Hashable {
    let message: String
    let mark: YAMLMark
}
