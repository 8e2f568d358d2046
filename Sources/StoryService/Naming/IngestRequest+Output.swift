internal import Files
internal import Workers

extension IngestRequest {
    /// The names of the output files.
    var names: OutputNames {
        OutputNames(
            input: storyFile ?? input, outputDirectory: outputDirectory, stem: outputName, isDraft: isDraft)
    }

    /// The folder for the output.
    var place: OutputPlace {
        let path = names.folder
        if let outputRoot { return OutputPlace(path: path, root: outputRoot) }
        // If the input's place is not trusted, output in the same folder is not trusted, either.
        let isInside = root.map { Path.parts(of: path, below: $0) != nil } ?? false
        return OutputPlace(path: path, root: isInside ? root : nil)
    }
}
