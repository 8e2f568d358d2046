import ArgumentParser
internal import WatchedFolder

/// The options for watching a folder.
struct WatchOptionGroup: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How long a file must stay as it is before it is looked into. (default: 2; 15 where polled)",
            valueName: "seconds"))
    var settle: Double?

    @Option(
        help: ArgumentHelp(
            "How long a whole upload waits for a story of its own.", valueName: "seconds"))
    var sidecarWait = 0.0

    @Option(
        help: ArgumentHelp(
            "How often everything is looked at, whatever the system has told. (default: 30; 5 where polled)",
            valueName: "seconds"))
    var rescan: Double?

    @Flag(help: "Look at the folder again and again, where its system tells of no changes.")
    var poll = false

    @Option(
        help: ArgumentHelp(
            "What becomes of an upload whose content another one had: share, or process.", valueName: "what"),
        completion: .list(WatchOptions.Duplicates.allCases.map(\.rawValue)),
        transform: { name in
            guard let duplicates = WatchOptions.Duplicates(rawValue: name) else {
                throw ValidationError("There is no way '\(name)'. There are: share, process.")
            }
            return duplicates
        })
    var duplicates = WatchOptions.Duplicates.share

    @Flag(inversion: .prefixedNo, help: "Watch the folders in it, too.")
    var recursive = true

    @Option(
        help: ArgumentHelp(
            "After how long without a change you are told of an upload that is not whole.",
            valueName: "seconds"))
    var stalledAfter = 600.0

    @Option(
        help: ArgumentHelp(
            "After how long without a change an upload that is not whole is refused.", valueName: "seconds"))
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
