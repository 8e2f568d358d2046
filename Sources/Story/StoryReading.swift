/// A story as it was read, and what of it was taken otherwise than it was written.
public struct StoryReading: Hashable, Sendable {
    public var document: StoryDocument
    /// One for each name that is not the story's own.
    public var warnings: [StoryWarning]

    public init(_ document: StoryDocument, warnings: [StoryWarning] = []) {
        self.document = document
        self.warnings = warnings
    }

    /// Reads a story from JSON text, as ``StoryDocument/init(json:)`` does.
    ///
    /// - Parameter joining: whether the slides are joined, whatever the text says.
    /// - Throws: ``StoryDocumentError`` with every problem of the document at once.
    public init(json bytes: [UInt8], joining: Bool = false) throws(StoryDocumentError) {
        try self.init(JSONValue(parsing: bytes), joining: joining)
    }

    /// Reads a story from a value that stood in a text of JSON or of something like it.
    ///
    /// - Parameter joining: whether the slides are joined, whatever the text says.
    /// - Throws: ``StoryDocumentError`` with every problem of the document at once.
    package init(_ value: JSONValue, joining: Bool = false) throws(StoryDocumentError) {
        let notes = ProblemList(takesAliases: true)
        document = try ObjectReader.read(value, notes) { reader in
            StoryDocument(reading: &reader, joining: joining)
        }
        warnings = notes.warnings
    }
}
