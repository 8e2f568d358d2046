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
        case .yaml: try StoryReading(YAMLText(bytes).value, joining: joining)
        }
    }
}
