import ArgumentParser
internal import Probing
import StoryService
internal import Workers

/// `storymedia verify`
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check whether published stories are whole.",
        discussion: """
            Compares each file that a manifest names with its length and hash. A confined process then decodes the \
            file and compares it with the manifest. Writes nothing. Exit status: 0 if all are whole, 65 if one is not, \
            66 if there is no such manifest.
            """)

    @Argument(
        help: "Manifests: the .json files beside stories.", completion: .file(extensions: ["json"]))
    var manifest: [String]

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
        let host = OwnWorkers.pool
        var status = ExitStatus.done
        for path in manifest where signals.exitStatus == nil {
            let verification = Verification(
                of: path, host: host, containment: containment.value, limits: limits, logger: logger,
                cancellation: signals.cancellation)
            do throws(MediaError) {
                let report = try await verification.run()
                json ? Console.printEvent(report) : say(report)
                if !report.isWhole, status == .done { status = .unusable }
            } catch {
                Console.complain(IngestEvent.Failure(error).sentences(in: .commandLine))
                if status == .done { status = error.code.exitStatus }
            }
        }
        status = signals.exitStatus ?? status
        if status != .done { throw status.exitCode }
    }

    private func say(_ report: Verification.Report) {
        let slides = report.slides == 1 ? "1 slide" : "\(report.slides) slides"
        let lines = report.isWhole ? ["whole, \(slides)"] : report.problems
        Console.print(([report.manifest] + lines.map { "  " + $0 }).joined(separator: "\n"))
    }
}
