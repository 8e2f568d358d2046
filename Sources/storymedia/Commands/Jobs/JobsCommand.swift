import ArgumentParser

/// `storymedia jobs`
struct JobsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs",
        abstract: "Look at the jobs of the queue, and decide about them.",
        subcommands: [List.self, Show.self, Retry.self, Cancel.self, Prune.self, Live.self],
        defaultSubcommand: List.self)
}
