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
    /// - Parameters:
    ///   - joining: joins the slides, whatever the text says.
    ///   - brand: the brand's kit; nil if the story has none.
    /// - Throws: ``StoryDocumentError`` with every problem of the document at once.
    public init(
        json bytes: [UInt8], joining: Bool = false, brand: BrandKit? = nil
    ) throws(StoryDocumentError) {
        try self.init(JSONValue(parsing: bytes), joining: joining, brand: brand)
    }

    /// Reads a story from a parsed value of JSON or a similar format. The variables of a template have their standards.
    ///
    /// - Parameters:
    ///   - joining: joins the slides, whatever the text says.
    ///   - brand: the brand's kit; nil if the story has none.
    /// - Throws: ``StoryDocumentError`` with every problem of the document at once.
    package init(
        _ value: JSONValue, joining: Bool = false, brand: BrandKit? = nil
    ) throws(StoryDocumentError) {
        if var template = try StoryTemplate(value) {
            template.brand = brand
            self = try template.filled(with: [:], joining: joining)
        } else {
            try self.init(filled: value, joining: joining, brand: brand)
        }
    }

    /// Reads a story whose variables are filled in.
    init(filled value: JSONValue, joining: Bool, brand: BrandKit?) throws(StoryDocumentError) {
        let notes = ProblemList(takesAliases: true)
        if let brand { notes.names = StoryNames(brand) }
        document = try ObjectReader.read(value, notes) { reader in
            StoryDocument(reading: &reader, joining: joining, brand: brand)
        }
        warnings = notes.warnings
    }

    /// The file of the brand's kit that a story names, relative to the story's folder; nil if it names none.
    package static func brandFile(in value: JSONValue) -> String? {
        guard case .object(let members) = value,
            case .string(let name)? = members.first(where: { $0.name == "brand" })?.value
        else { return nil }
        return name
    }
}
