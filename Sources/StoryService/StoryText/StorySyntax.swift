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
    /// Reads a document's variables.
    ///
    /// - Parameter brands: reads the kit of the story's brand, as for ``read(_:joining:brands:)``.
    /// - Returns: nil if the document has none.
    /// - Throws: ``StoryDocumentError`` if the text breaks the language's syntax, or with every problem of the variables.
    public func template(
        _ bytes: [UInt8], brands: BrandSource? = nil
    ) throws(StoryDocumentError) -> StoryTemplate? {
        let (value, _) = try parse(bytes)
        var template = try StoryTemplate(value)
        template?.brand = try brands?.kit(for: value)
        return template
    }

    /// - Parameters:
    ///   - joining: whether to join the slides, whatever the document says.
    ///   - brands: reads the kit of the story's brand; nil where no file can be read, so a story with a brand has a
    ///     problem.
    /// - Throws: ``StoryDocumentError`` with every problem of the document at once, or with those of the brand's kit.
    ///   Text that breaks the language's syntax has one problem, at the place where the reader noticed it.
    public func read(
        _ bytes: [UInt8], joining: Bool = false, brands: BrandSource? = nil
    ) throws(StoryDocumentError) -> StoryReading {
        let (value, hints) = try parse(bytes)
        let brand = try brands?.kit(for: value)
        do throws(StoryDocumentError) {
            return try StoryReading(value, joining: joining, brand: brand)
        } catch {
            // A hint tells what was written in place of a missing value.
            let room = max(0, StoryLimits.problems - error.problems.count)
            throw StoryDocumentError(problems: error.problems + hints.prefix(room))
        }
    }

    /// A text's value, and what may have been meant otherwise.
    func parse(
        _ bytes: [UInt8]
    ) throws(StoryDocumentError) -> (value: JSONValue, hints: [StoryProblem]) {
        switch self {
        case .json: return (try JSONValue(parsing: bytes), [])
        case .yaml:
            let text = try YAMLText(bytes)
            return (text.value, text.hints)
        }
    }
}
