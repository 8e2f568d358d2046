import ArgumentParser
import Story

extension StoryOptions {
    /// What a story is made from.
    ///
    /// - Parameter inputs: as the command line has them.
    /// - Returns: the first input; without one, the first slide's media, or the document itself if that slide has only a
    ///   background. Also the document's file, if the output is named after it.
    /// - Throws: ``CommandFailure`` if there is nothing to make the first slide from.
    func source(_ inputs: [String], of document: StoryDocument) throws -> (input: String, storyFile: String?)
    {
        if let input = inputs.first { return (input, nil) }
        guard let story, let slide = document.slides.first else { throw Self.missingInput }
        if let src = slide.media.src { return (StoryFile.path(src, in: baseDirectory), story) }
        guard slide.background != nil else {
            throw CommandFailure(
                .usage,
                "\(story): Its first slide has neither media nor a background. Name a clip or photo on the command "
                    + "line, or give the slide \"media\": {\"src\": …} or a \"background\".")
        }
        return (story, story)
    }

    private static let missingInput = CommandFailure(
        .usage, "Name a clip or photo, or a story document that needs none with --story.")

    /// - Throws: `ValidationError` if there is neither an input nor a document.
    func validate(inputs: [String]) throws {
        if inputs.isEmpty, story == nil {
            throw ValidationError(
                "Missing expected argument '<input> ...': name a clip or photo, or a story document that needs none with "
                    + "--story.")
        }
        if inputs.contains("") { throw ValidationError("An input's name is empty.") }
        if template.isUsed, story == nil {
            throw ValidationError(
                "--set, --data and --name fill in the variables of a story document. Add --story.")
        }
        if template.data != nil, !joining.join, inputs.count > 1 {
            throw ValidationError("--data makes a story of each row. Give one input at most, or --join.")
        }
    }
}
