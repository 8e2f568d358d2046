/// A story as the reader understood it, with a warning for each foreign name.
public struct StoryReading: Hashable, Sendable {
    public var document: StoryDocument
    /// One warning for each name that is not the story's own.
    public var warnings: [StoryWarning]

    public init(_ document: StoryDocument, warnings: [StoryWarning] = []) {
        self.document = document
        self.warnings = warnings
    }

    /// Reads a story from JSON text, as ``StoryDocument/init(json:)`` does.
    ///
    /// - Parameter joining: joins the slides, whatever the text says.
    /// - Throws: ``StoryDocumentError`` with every problem of the document at once.
    public init(json bytes: [UInt8], joining: Bool = false) throws(StoryDocumentError) {
        try self.init(JSONValue(parsing: bytes), joining: joining)
    }

    /// Reads a story from a parsed value of JSON or a similar format. The variables of a template have their standards.
    ///
    /// - Parameter joining: joins the slides, whatever the text says.
    /// - Throws: ``StoryDocumentError`` with every problem of the document at once.
    package init(_ value: JSONValue, joining: Bool = false) throws(StoryDocumentError) {
        if let template = try StoryTemplate(value) {
            self = try template.filled(with: [:], joining: joining)
        } else {
            try self.init(filled: value, joining: joining)
        }
    }

    /// Reads a story whose variables are filled in.
    init(filled value: JSONValue, joining: Bool) throws(StoryDocumentError) {
        let notes = ProblemList(takesAliases: true)
        document = try ObjectReader.read(value, notes) { reader in
            StoryDocument(reading: &reader, joining: joining)
        }
        warnings = notes.warnings
    }
}
