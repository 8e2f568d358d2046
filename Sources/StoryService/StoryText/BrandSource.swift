internal import Files
public import Story

/// Reads the kit of a story's brand.
public struct BrandSource {
    /// The kit to use instead of the one that the story names.
    private let override: String?
    private let contents: (_ file: String) throws(StoryDocumentError) -> [UInt8]

    /// - Parameters:
    ///   - override: the kit to use instead of the one that the story names, relative to the story's folder; nil for
    ///     the story's.
    ///   - contents: returns a kit's text, but no more than one byte beyond ``StoryLimits/documentBytes``. The name is
    ///     relative to the story's folder.
    public init(
        override: String? = nil, contents: @escaping (_ file: String) throws(StoryDocumentError) -> [UInt8]
    ) {
        self.override = override
        self.contents = contents
    }

    /// The error of a kit that cannot be read.
    ///
    /// - Parameter reason: a sentence.
    public static func unreadable(_ file: String, _ reason: String) -> StoryDocumentError {
        StoryDocumentError(problems: [
            StoryProblem(
                path: "$.brand", rule: .unusableFile, found: "\(file): \(reason)",
                allowed: "a brand kit, in JSON or YAML")
        ])
    }

    func kit(for story: JSONValue) throws(StoryDocumentError) -> BrandKit? {
        guard let file = override ?? StoryReading.brandFile(in: story) else { return nil }
        let text = try contents(file)
        do throws(StoryDocumentError) {
            return try BrandKit(StorySyntax(fileName: file).parse(text).value, in: Path.folder(of: file))
        } catch {
            throw StoryDocumentError(problems: error.problems.map { $0.naming(file: file) })
        }
    }
}
