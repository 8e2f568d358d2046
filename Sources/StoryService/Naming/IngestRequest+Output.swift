internal import Files
internal import Workers

extension IngestRequest {
    /// What the output's files are called.
    var names: OutputNames {
        OutputNames(input: input, outputDirectory: outputDirectory, stem: outputName, isDraft: isDraft)
    }

    /// Where the output appears.
    var place: OutputPlace {
        let path = names.folder
        if let outputRoot { return OutputPlace(path: path, root: outputRoot) }
        // Where the input's place is not trusted, the output's in the same folder is not, either.
        let isInside = root.map { Path.parts(of: path, below: $0) != nil } ?? false
        return OutputPlace(path: path, root: isInside ? root : nil)
    }
}
