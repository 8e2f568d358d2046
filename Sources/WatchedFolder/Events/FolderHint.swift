internal import Files

/// A change that is worth a look. Hints only save time: a scan of the whole folder finds a change without a hint, too.
enum FolderHint: Hashable, Sendable {
    /// Names in the folder have appeared or disappeared.
    case folder(RelativePath)
    /// A file has appeared or disappeared.
    case file(RelativePath)
    /// A writer has closed the file, or a program has moved the whole file here.
    case closed(RelativePath)
    /// The kernel dropped hints: scan everything.
    case overflow
    /// The watched folder itself is gone.
    case gone
}
