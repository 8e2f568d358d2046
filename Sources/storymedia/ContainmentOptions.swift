import ArgumentParser
internal import Workers

/// The protection against files that are made to do harm.
struct ContainmentOptions: ParsableArguments {
    /// One layer alone, or both.
    enum Layers: String, CaseIterable, ExpressibleByArgument {
        case full, lists, sandbox
    }

    @Option(
        help: ArgumentHelp(
            """
            The protection against harmful files: full; lists, on a system that cannot confine a process; sandbox, to \
            test it alone. (default: full)
            """,
            valueName: "layers"))
    var containment: Layers = .full

    var value: Containment {
        Containment(isConfined: containment != .lists, isListed: containment != .sandbox)
    }
}
