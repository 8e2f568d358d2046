public import Story

/// The language of a story document.
public enum StorySyntax: Hashable, Sendable, CaseIterable {
    case json, yaml

    /// The language of a file: YAML if its name ends that way, otherwise JSON.
    public init(fileName: String) {
        let name = fileName.lowercased()
        self = StorySyntax.yaml.extensions.contains { name.hasSuffix("." + $0) } ? .yaml : .json
    }

    /// The possible endings of a file's name, without the dot.
    public var extensions: [String] {
        switch self {
        case .json: ["json"]
        case .yaml: ["yaml", "yml"]
        }
    }

    /// Reads a story document, strictly.
    ///
    /// - Parameter joining: whether to join the slides, whatever the document says.
    /// - Throws: ``StoryDocumentError`` with every problem of the document at once. Text that breaks the language's
    ///   syntax has one problem, at the place where the reader noticed it.
    public func read(_ bytes: [UInt8], joining: Bool = false) throws(StoryDocumentError) -> StoryReading {
        switch self {
        case .json: try StoryReading(json: bytes, joining: joining)
        case .yaml: try Self.read(YAMLText(bytes), joining)
        }
    }

    /// Reads a document's variables.
    ///
    /// - Returns: nil if the document has none.
    /// - Throws: ``StoryDocumentError`` if the text breaks the language's syntax, or with every problem of the variables.
    public func template(_ bytes: [UInt8]) throws(StoryDocumentError) -> StoryTemplate? {
        switch self {
        case .json: try StoryTemplate(JSONValue(parsing: bytes))
        case .yaml: try StoryTemplate(YAMLText(bytes).value)
        }
    }

    private static func read(_ text: YAMLText, _ joining: Bool) throws(StoryDocumentError) -> StoryReading {
        do throws(StoryDocumentError) {
            return try StoryReading(text.value, joining: joining)
        } catch {
            // A hint tells what was written in place of a missing value.
            let room = max(0, StoryLimits.problems - error.problems.count)
            throw StoryDocumentError(problems: error.problems + text.hints.prefix(room))
        }
    }
}
