import ArgumentParser
internal import Files
import Libav
import StoryService
internal import Workers

/// The command line. Every command turns its arguments into a call of StoryService or Transcoding, and the results into
/// words, JSON and an exit status.
@main
struct StoryMedia: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "storymedia",
        abstract: "Turns clips and photos from phones into stories that any platform accepts.",
        discussion: """
            Exit status: 0 done, 64 wrong usage, 65 unusable media or story, 66 input missing, 69 something is not \
            installed (see doctor), 70 a bug in storymedia, 73 output cannot be created, 74 reading or writing failed, \
            75 try again later, 130 and 143 stopped by a signal.

            For shell completions: storymedia --generate-completion-script bash (or zsh, fish).
            """,
        version: Version.current,
        subcommands: [
            IngestCommand.self, WatchCommand.self, SubmitCommand.self, WaitCommand.self, WorkCommand.self,
            JobsCommand.self,
            PreviewCommand.self, ProbeCommand.self, CheckCommand.self, VerifyCommand.self,
            PresetsCommand.self,
            LooksCommand.self, TemplateCommand.self, SchemaCommand.self, DoctorCommand.self,
        ])

    static func main() async {
        Allocator.useOneHeap()
        // Before any thread starts: the confinement of a worker must hold for all of its threads.
        if CommandLine.arguments.dropFirst() == ["worker"] { WorkerSession.serve() }
        // These commands always read media in a worker, and another worker verifies what `ingest` makes.
        switch CommandLine.arguments.dropFirst().first {
        case "ingest": OwnWorkers.pool.prepare(2)
        case "preview", "probe", "check", "verify": OwnWorkers.pool.prepare(1)
        default: break
        }
        OpenFileLimit.raise()
        await main(nil)
    }
}
