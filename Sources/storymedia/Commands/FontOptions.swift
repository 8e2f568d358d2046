import ArgumentParser
import Foundation
import Story

/// Fonts and a brand for a story, besides those that it names itself.
struct FontOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A folder of fonts that texts may name by their family: TTF, OTF, TTC, WOFF, WOFF2. May be given several "
                + "times.",
            valueName: "folder"),
        completion: .directory)
    var fonts: [String] = []

    @Option(
        help: ArgumentHelp(
            "A brand kit for the story document, in JSON or YAML, instead of the one that it names.",
            valueName: "brand.json"),
        completion: .file(extensions: ["json", "yaml", "yml"]))
    var brand: String?

    /// The fonts of all folders, in the order of the folders and then of their paths.
    ///
    /// - Throws: ``CommandFailure`` if a folder is missing, has no font or too many.
    func files() throws -> [String] {
        let files = try fonts.flatMap { try FontFolder($0).files() }
        guard files.count <= StoryLimits.fonts else {
            throw CommandFailure(
                .usage,
                "--fonts: The folders have \(files.count) fonts; \(StoryLimits.fonts) are allowed. Make a folder of those "
                    + "that the story uses.")
        }
        return files
    }
}
