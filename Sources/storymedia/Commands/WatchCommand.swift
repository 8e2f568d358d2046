import ArgumentParser
import StoryService
internal import WatchedFolder

/// `storymedia watch`
struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Make a story of every upload that arrives in a folder.",
        discussion: """
            Takes an upload once it is whole. Its story is NAME.story.json beside it, or else the nearest story.json \
            of its folders (or .yaml). Moves finished uploads to done/ in the folder, and unusable ones to failed/, \
            with NAME.error.json that says why. Nothing is lost if this command is killed: started again, it \
            continues. The jobs are in the queue; see jobs.
            """)

    @Argument(help: "The folder that uploads arrive in.", completion: .directory)
    var folder: String

    @Option(
        help: ArgumentHelp(
            "The folder for the output. (default: stories in the watched folder)", valueName: "folder"),
        completion: .directory)
    var output: String?

    @OptionGroup var options: WatchOptionGroup
    @OptionGroup var limits: LimitsOption
    @OptionGroup var budget: BudgetOptions
    @OptionGroup var queue: QueueOptions
    @OptionGroup var containment: ContainmentOptions

    @Flag(help: "Print one JSON object per line on standard output.")
    var json = false

    @Flag(help: "Print only problems.")
    var quiet = false

    @OptionGroup var log: LogOptions

    func validate() throws {
        if folder == "" { throw ValidationError("The folder's name is empty.") }
        if output == "" { throw ValidationError("--output needs the name of a folder.") }
    }

    func run() async throws {
        let signals = SignalWatch()
        let style: QueueReporter.Style = json ? .json : quiet ? .quiet : .lines
        do {
            try await watch(signals, QueueReporter(style), WatchReporter(style))
        } catch let failure as CommandFailure {
            throw failure.report()
        } catch let error as QueueError {
            throw CommandFailure(error).report()
        } catch let error as WatchError {
            throw CommandFailure(error).report()
        }
        if let status = signals.exitStatus { throw status.exitCode }
    }

    private func watch(
        _ signals: SignalWatch, _ queueReporter: QueueReporter, _ watchReporter: WatchReporter
    ) async throws {
        var watched = options.options(folder: folder, output: output)
        watched.limits = try limits.limits()
        let budget = budget.budget
        let service = FolderService(
            watched, queue: try await queue.open(),
            work: WorkOptions(budget: budget, containment: containment.value),
            host: WorkerPool(executable: OwnWorkers.executable, limit: budget.slots),
            logger: log.logger())
        signals.onSignal { service.drain() }
        try await service.events().reported(into: ()) { _, event in
            switch event {
            case .folder(let event): watchReporter.report(event)
            case .work(let event): queueReporter.report(event)
            }
        } while: {
            try await service.run()
        }
    }
}

extension CommandFailure {
    init(_ error: WatchError) {
        let status: ExitStatus =
            switch error.code {
            case .folderMissing: .inputMissing
            case .folderNotWritable: .cannotCreate
            case .alreadyWatched: .tryAgain
            case .wouldLoop: .usage
            case .inputOutput: .inputOutput
            }
        self.init(status, error.description)
    }
}
