import ArgumentParser
internal import Probing

/// How large media may be, for every command that reads them.
struct LimitsOption: ParsableArguments {
    @Option(
        name: .customLong("limits"),
        help: ArgumentHelp(
            "A JSON file with limits other than the standard ones, which doctor --limits prints.",
            valueName: "file"),
        completion: .file(extensions: ["json"]))
    var file: String?

    /// - Throws: ``CommandFailure`` if the file is missing, or with everything that is wrong with it.
    func limits() throws -> Limits {
        guard let file else { return Limits() }
        do {
            return try Limits(json: try DocumentFile.contents(of: file, as: "limits file"))
        } catch let error as LimitsError {
            throw CommandFailure(.usage, error.problems.map { "\(file): \($0)" })
        }
    }
}
