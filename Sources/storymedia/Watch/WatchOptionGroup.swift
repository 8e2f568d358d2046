import ArgumentParser
internal import WatchedFolder

/// The options for watching a folder.
struct WatchOptionGroup: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How long a file must stay unchanged before it is read. (default: 2; 15 if polled)",
            valueName: "seconds"))
    var settle: Double?

    @Option(
        help: ArgumentHelp(
            "How long a whole upload waits for a story of its own.", valueName: "seconds"))
    var sidecarWait = 0.0

    @Option(
        help: ArgumentHelp(
            "How often to look at everything, whatever the system has reported. (default: 30; 5 if polled)",
            valueName: "seconds"))
    var rescan: Double?

    @Flag(help: "Look at the folder repeatedly, if its file system does not report changes.")
    var poll = false

    @Option(
        help: ArgumentHelp(
            "What to do with an upload that has the same content as another: share, or process.",
            valueName: "what"),
        completion: .list(WatchOptions.Duplicates.allCases.map(\.rawValue)),
        transform: { name in
            guard let duplicates = WatchOptions.Duplicates(rawValue: name) else {
                throw ValidationError("There is no way '\(name)'. Choose share or process.")
            }
            return duplicates
        })
    var duplicates = WatchOptions.Duplicates.share

    @Flag(inversion: .prefixedNo, help: "Also watch the folders in it.")
    var recursive = true

    @Option(
        help: ArgumentHelp(
            "How long an upload that is not whole may stay unchanged before you are told.",
            valueName: "seconds"))
    var stalledAfter = 600.0

    @Option(
        help: ArgumentHelp(
            "How long an upload that is not whole may stay unchanged before it is refused.",
            valueName: "seconds"))
    var refusedAfter = 3600.0

    func validate() throws {
        let times: [(String, Double?)] = [
            ("--settle", settle), ("--sidecar-wait", sidecarWait), ("--rescan", rescan),
            ("--stalled-after", stalledAfter), ("--refused-after", refusedAfter),
        ]
        for case (let name, let value?) in times where !(value >= 0 && value.isFinite) {
            throw ValidationError("\(name) must be 0 or more seconds.")
        }
        if let rescan, rescan < 0.1 { throw ValidationError("--rescan must be at least 0.1 seconds.") }
    }

    func options(folder: String, output: String?) -> WatchOptions {
        var options = WatchOptions(folder: folder, output: output)
        if let settle {
            options.settle = .seconds(settle)
            options.polledSettle = .seconds(settle)
        }
        options.sidecarWait = .seconds(sidecarWait)
        if let rescan {
            options.rescan = .seconds(rescan)
            options.polledRescan = .seconds(rescan)
        }
        options.polls = poll
        options.duplicates = duplicates
        options.isRecursive = recursive
        options.stalledAfter = .seconds(stalledAfter)
        options.refusedAfter = .seconds(refusedAfter)
        return options
    }
}
