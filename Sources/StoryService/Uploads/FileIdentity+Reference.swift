package import Files

extension FileIdentity {
    /// The reference of a job for this state of the file.
    package var reference: String { Self.prefix + description }

    /// The identity in a job's reference; nil if the reference is not that of an upload.
    package init?(reference: String?) {
        guard let reference, reference.hasPrefix(Self.prefix) else { return nil }
        self.init(reference.dropFirst(Self.prefix.count))
    }

    private static let prefix = "upload:"
}
