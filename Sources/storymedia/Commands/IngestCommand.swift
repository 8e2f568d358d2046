import ArgumentParser
import Logging
internal import Probing
import StoryService
import Transcoding
internal import Workers

/// `storymedia ingest`
struct IngestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Make stories from clips and photos.",
        discussion: """
            Turns clip.mov into clip.mp4, with its cover clip.jpg and the manifest clip.json, beside clip.mov or in \
            the folder that --output names. Several slides become clip-1.mp4, clip-2.mp4 and so on, or one file with \
            --join. If an input is called .mp4, .jpg or .json and its own folder is the output's, the story is named \
            NAME.story.mp4, so that no upload is ever replaced.

            Prints the paths of finished stories on standard output, and everything else on standard error.
            """)

    @Argument(
        help: """
            Clips and photos: a story of each, or with --join one story of all. None is needed for a story document \
            that names its media, or whose first slide has only a background.
            """,
        completion: .file())
    var input: [String] = []

    @OptionGroup var story: StoryOptions

    @OptionGroup var output: OutputOptions

    @Flag(help: "Print what would be done without doing it.")
    var dryRun = false

    @Flag(help: "Queue the inputs, as submit does, and return at once.")
    var noWait = false

    @OptionGroup var limits: LimitsOption
    @OptionGroup var schedule: ScheduleOptions
    @OptionGroup var queue: QueueOptions

    @Flag(help: "Print one JSON object per line on standard output; the last one is the result.")
    var json = false

    @Flag(help: "Print only problems.")
    var quiet = false

    @OptionGroup var containment: ContainmentOptions

    @OptionGroup var log: LogOptions

    func validate() throws {
        try story.validate(inputs: input)
        if noWait, dryRun { throw ValidationError("--no-wait and --dry-run cannot be combined.") }
        if !noWait, schedule.isUsed || queue.queue != nil {
            throw ValidationError(
                "--queue, --key, --priority, --publish-at, --run-at and --max-attempts are for jobs. Add --no-wait."
            )
        }
        try schedule.validate(inputs: story.joining.join ? Array(input.prefix(1)) : input)
    }

    func run() async throws {
        let logger = log.logger()
        do {
            let requests = try output.requests(for: input, story, limits)
            if noWait {
                return try await Submitter(queue: queue, schedule: schedule).submit(
                    requests, of: input, areRows: story.template.data != nil)
            }
            dryRun ? try await plan(requests, logger) : try await make(requests, logger)
        } catch let failure as CommandFailure {
            throw json || noWait ? failure.reportAsResult() : failure.report()
        }
    }

    private var reporter: any IngestReporter {
        if json { return JSONReporter() }
        if quiet { return QuietReporter() }
        return Terminal.isPresent ? BarReporter() : LineReporter()
    }

    private func make(_ requests: [IngestRequest], _ logger: Logger) async throws {
        let signals = SignalWatch()
        let reporter = reporter
        var summary = IngestSummary()
        for request in requests {
            if signals.exitStatus != nil { break }
            let ingest = ingest(request, logger, signals)
            let places = story.places(in: request.story, of: input)
            do throws(MediaError) {
                let made = try await ingest.run { reporter.report(places.naming($0), input: request.input) }
                summary.add(places.naming(made), input: request.input)
            } catch {
                summary.add(places.naming(error), input: request.input)
            }
        }
        if let status = signals.exitStatus { summary.status = status }
        reporter.finish(summary)
        if summary.status != .done { throw summary.status.exitCode }
    }

    private func ingest(_ request: IngestRequest, _ logger: Logger, _ signals: SignalWatch) -> Ingest {
        Ingest(
            request, host: OwnWorkers.pool, attempt: IngestAttempt(containment: containment.value),
            logger: logger, cancellation: signals.cancellation)
    }

    private func plan(_ requests: [IngestRequest], _ logger: Logger) async throws {
        let signals = SignalWatch()
        var status = ExitStatus.done
        for request in requests where signals.exitStatus == nil {
            do {
                let ingest = ingest(request, logger, signals)
                let shown = ShownText(request)
                let places = story.places(in: request.story, of: input)
                for var plan in try await ingest.plans() {
                    plan.substitutions = plan.substitutions.map(places.naming)
                    let parts = shown.parts(in: plan)
                    json
                        ? try Console.printJSON(PlanLine(plan: plan, shows: parts))
                        : Console.print(PlanReport(plan, shown: parts).text)
                }
            } catch let error as MediaError {
                let error = story.places(in: request.story, of: input).naming(error)
                Console.complain(IngestEvent.Failure(error).sentences(in: .commandLine))
                if status == .done { status = error.code.exitStatus }
            }
        }
        status = signals.exitStatus ?? status
        if status != .done { throw status.exitCode }
    }
}

/// A plan, and what is shown besides the medium, as one object.
private struct PlanLine: Encodable {
    let plan: ExportPlan
    let shows: [String]

    private enum Key: String, CodingKey {
        case shows
    }

    func encode(to encoder: any Encoder) throws {
        try plan.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(shows, forKey: .shows)
    }
}
