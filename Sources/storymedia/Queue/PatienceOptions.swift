import ArgumentParser

/// How long a runner and a job may be silent before another process acts.
struct PatienceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            How long others wait for a sign of life of this process before they take its jobs over; they take \
            them at once where they see that it has ended.
            """,
            valueName: "seconds"))
    var lease = 30.0

    @Option(
        help: ArgumentHelp(
            "How long the work on a job may stand still before it is given up.", valueName: "seconds"))
    var silence = 90.0

    func validate() throws {
        for (name, seconds) in [("--lease", lease), ("--silence", silence)]
        where !(1...3600).contains(seconds) {
            throw ValidationError("\(name) must be from 1 to 3600 seconds.")
        }
    }
}
