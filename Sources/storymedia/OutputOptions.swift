import ArgumentParser
internal import Probing
import Story
internal import StoryService
internal import Workers

/// Where stories are published, and how many slides they have.
struct OutputOptions: ParsableArguments {
    @Option(
        name: [.long, .customShort("o")],
        help: ArgumentHelp(
            "The folder for the output. (default: the input's own)", valueName: "folder"),
        completion: .directory)
    var output: String?

    @OptionGroup var split: SplitOptions

    @Flag(
        help: """
            Make it at half the size and as fast as possible, for a first look: NAME.draft.mp4, beside the finished \
            story.
            """)
    var draft = false

    @Flag(help: "Replace the output of an earlier run.")
    var overwrite = false

    func validate() throws {
        if output == "" { throw ValidationError("--output needs the name of a folder.") }
    }

    /// Returns one request for each input, or one for all if they are joined.
    ///
    /// - Throws: ``CommandFailure`` if the story document or the limits file is missing or wrong, or if joined slides
    ///   are to be split.
    func requests(
        for inputs: [String], _ story: StoryOptions, _ limits: LimitsOption
    ) throws -> [IngestRequest] {
        try story.checkCaptions(for: inputs)
        let limits = try limits.limits()
        if let rows = try story.rows(story.joining.slides(for: inputs)) {
            return try rows.map { row, reading in
                var request = try request(inputs, reading, story, limits)
                request.outputName = row.name
                return request
            }
        }
        let reading = try story.reading(story.joining.slides(for: inputs))
        let sources = story.joining.join || inputs.isEmpty ? [Array(inputs.prefix(1))] : inputs.map { [$0] }
        return try sources.map { try request($0, reading, story, limits) }
    }

    private func request(
        _ inputs: [String], _ reading: StoryReading, _ story: StoryOptions, _ limits: Limits
    ) throws -> IngestRequest {
        if split.isWanted, reading.document.isJoined {
            throw CommandFailure(
                .usage,
                "--split makes several files of a clip, but the slides are to be joined into one. Leave out --split, "
                    + "or "
                    + (story.joining.join ? "--join." : "\"joined\" in the story."))
        }
        let (input, storyFile) = try story.source(inputs, of: reading.document)
        return IngestRequest(
            input: input, storyFile: storyFile, story: reading.document,
            notes: reading.warnings.map(\.description),
            baseDirectory: story.baseDirectory, outputDirectory: output, split: split.isWanted,
            splitAt: split.preference, isDraft: draft, overwrites: overwrite, limits: limits)
    }
}
