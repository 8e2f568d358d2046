import ArgumentParser

/// `storymedia jobs`
struct JobsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs",
        abstract: "Inspect and manage the jobs of the queue.",
        subcommands: [List.self, Show.self, Retry.self, Cancel.self, Prune.self, Live.self],
        defaultSubcommand: List.self)
}
