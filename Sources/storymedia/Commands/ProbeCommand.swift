import ArgumentParser
import StoryService
import Transcoding

/// `storymedia probe`
struct ProbeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "probe",
        abstract: "Say what clips and photos are.")

    @Argument(help: "Clips and photos.", completion: .file())
    var input: [String]

    @Flag(help: "Print one JSON object per line.")
    var json = false

    @OptionGroup var limits: LimitsOption

    @OptionGroup var log: LogOptions

    func run() async throws {
        let prober: Prober
        do {
            prober = Prober(limits: try limits.limits(), logger: log.logger())
        } catch let failure as CommandFailure {
            throw failure.report()
        }
        let signals = SignalWatch()
        var status = ExitStatus.done
        for path in input where signals.exitStatus == nil {
            do {
                let info = try prober.probe(path, interruption: signals.interruption)
                let report = MediaInfoReport(info)
                if json {
                    Console.print(report.json)
                } else {
                    Console.print(([path] + report.lines.map { "  " + $0 }).joined(separator: "\n"))
                }
            } catch {
                Console.complain(IngestEvent.Failure(error).sentence)
                if status == .done { status = error.code.exitStatus }
            }
        }
        status = signals.exitStatus ?? status
        if status != .done { throw status.exitCode }
    }
}
