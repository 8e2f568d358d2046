internal import Files

/// Something that is worth a look. Hints only save time: what is not hinted at is found all the same
/// when everything is looked at again.
enum FolderHint: Hashable, Sendable {
    /// Names in the folder have come or gone.
    case folder(RelativePath)
    /// A file has gone or come.
    case file(RelativePath)
    /// A file was closed by its writer, or has been moved here as a whole.
    case closed(RelativePath)
    /// Hints were lost: look at everything.
    case overflow
    /// The watched folder itself has gone.
    case gone
}
