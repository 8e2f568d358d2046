import ArgumentParser
import Jobs
import StoryService

/// How much of the machine jobs may use.
struct BudgetOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Cores for all jobs together. (default: all)", valueName: "count"))
    var cores: Int?

    @Option(
        help: ArgumentHelp(
            "Memory for all jobs together, in MiB; each is taken to need 1024. (default: half of the machine's)",
            valueName: "MiB"))
    var memory: Int?

    func validate() throws {
        if let cores, !(1...1024).contains(cores) { throw ValidationError("--cores must be from 1 to 1024.") }
        if let memory, !(1...(1 << 24)).contains(memory) {
            throw ValidationError("--memory must be from 1 to 16777216 MiB.")
        }
    }

    var budget: ConcurrencyLimits {
        .stories(cores: cores, memory: memory.map { $0 << 20 })
    }
}
