import ArgumentParser
internal import Probing
import Story
import StoryService
internal import Workers

/// `storymedia probe`
struct ProbeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "probe",
        abstract: "Describe clips and photos.")

    @Argument(help: "Clips and photos.", completion: .file())
    var input: [String]

    @Flag(help: "Print one JSON object per line.")
    var json = false

    @OptionGroup var limits: LimitsOption
    @OptionGroup var containment: ContainmentOptions

    @OptionGroup var log: LogOptions

    func run() async throws {
        let limits: Limits
        do {
            limits = try self.limits.limits()
        } catch let failure as CommandFailure {
            throw failure.report()
        }
        let signals = SignalWatch()
        let logger = log.logger()
        var status = ExitStatus.done
        for path in input where signals.exitStatus == nil {
            let ingest = Ingest(
                IngestRequest(input: path, story: StoryDocument(slides: [Slide()]), limits: limits),
                host: OwnWorkers.pool,
                attempt: IngestAttempt(containment: containment.value), logger: logger,
                cancellation: signals.cancellation)
            do throws(MediaError) {
                let report = MediaInfoReport(try await ingest.mediaInfo())
                if json {
                    Console.print(report.json)
                } else {
                    Console.print(([path] + report.lines.map { "  " + $0 }).joined(separator: "\n"))
                }
            } catch {
                Console.complain(IngestEvent.Failure(error).sentences(in: .commandLine))
                if status == .done { status = error.code.exitStatus }
            }
        }
        status = signals.exitStatus ?? status
        if status != .done { throw status.exitCode }
    }
}
