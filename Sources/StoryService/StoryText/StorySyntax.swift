public import Story

/// The language in which a story document is written.
public enum StorySyntax: Hashable, Sendable, CaseIterable {
    case json, yaml

    /// The language of a file: YAML where its name ends so, otherwise JSON.
    public init(fileName: String) {
        let name = fileName.lowercased()
        self = StorySyntax.yaml.extensions.contains { name.hasSuffix("." + $0) } ? .yaml : .json
    }

    /// What a file's name may end with, without the dot.
    public var extensions: [String] {
        switch self {
        case .json: ["json"]
        case .yaml: ["yaml", "yml"]
        }
    }

    /// Reads a story document, strictly.
    ///
    /// - Parameter joining: whether the slides are joined, whatever the document says.
    /// - Throws: ``StoryDocumentError`` with every problem of the document at once. Text that is not of
    ///   the language has one problem, where it was seen.
    public func read(_ bytes: [UInt8], joining: Bool = false) throws(StoryDocumentError) -> StoryReading {
        switch self {
        case .json: try StoryReading(json: bytes, joining: joining)
        case .yaml: try Self.read(YAMLText(bytes), joining)
        }
    }

    private static func read(_ text: YAMLText, _ joining: Bool) throws(StoryDocumentError) -> StoryReading {
        do throws(StoryDocumentError) {
            return try StoryReading(text.value, joining: joining)
        } catch {
            // A value that is missing is told by what stands in its place.
            let room = max(0, StoryLimits.problems - error.problems.count)
            throw StoryDocumentError(problems: error.problems + text.hints.prefix(room))
        }
    }
}
