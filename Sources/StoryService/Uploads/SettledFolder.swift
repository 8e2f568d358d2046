package import Files

/// The subfolders of a watched folder that uploads are moved to when their jobs have ended.
package enum SettledFolder {
    /// For uploads whose story was made.
    package static let done = RelativePath("done")
    /// For uploads that were refused, each with a record.
    package static let failed = RelativePath("failed")
}
