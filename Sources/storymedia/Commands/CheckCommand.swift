import ArgumentParser
import Foundation
import Libav
import Logging
import Story
import StoryService
import Transcoding

/// `storymedia check`
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract:
            "Say everything that is wrong with story documents, or that a platform may mind about media.",
        discussion: """
            Of a story document (NAME.json or NAME.yaml) only the text is read; whether its media and stickers are there is \
            seen by ingest. Videos and photos from anywhere are measured and held against what the presets' \
            platforms ask for: each finding has its rule, what was found, the limit, its source, and what to do.
            """)

    @Argument(help: "Story documents, videos and photos.", completion: .file())
    var file: [String]

    @Option(
        name: .customLong("preset"),
        help: ArgumentHelp(
            "Whose limits media are held against: a name that presets lists, a file like them, or all; may be "
                + "repeated. (default: story)",
            valueName: "name|file"),
        completion: .list(PresetChoice.names + ["all"]))
    var presetNames: [String] = []

    @Flag(help: "Print one JSON object per line.")
    var json = false

    @OptionGroup var limits: LimitsOption
    @OptionGroup var containment: ContainmentOptions
    @OptionGroup var log: LogOptions

    func validate() throws {
        for name in presetNames where name != "all" { _ = try PresetChoice(name) }
    }

    private var presets: [Preset] {
        get throws {
            if presetNames.contains("all") { return Preset.all }
            let named = try presetNames.map { try PresetChoice($0).preset }
            return named.isEmpty ? [.story] : named
        }
    }

    func run() async throws {
        let limits: Limits
        let presets: [Preset]
        do {
            limits = try self.limits.limits()
            presets = try self.presets
        } catch let failure as CommandFailure {
            throw failure.report()
        }
        let signals = SignalWatch()
        let logger = log.logger()
        var status = ExitStatus.done
        for path in file where signals.exitStatus == nil {
            let found =
                Self.isDocument(path)
                ? checkDocument(path) : await checkMedia(path, presets, limits, logger, signals.interruption)
            if status == .done { status = found }
        }
        status = signals.exitStatus ?? status
        if status != .done { throw status.exitCode }
    }

    private static func isDocument(_ path: String) -> Bool {
        StorySyntax.allCases.flatMap(\.extensions).contains(URL(filePath: path).pathExtension.lowercased())
    }

    private func checkDocument(_ path: String) -> ExitStatus {
        do {
            let reading = try StoryFile.read(path)
            let document = reading.document
            let joined = document.isJoined && document.slides.count > 1 ? " joined" : ""
            let slides = document.slides.count == 1 ? "1 slide" : "\(document.slides.count) slides\(joined)"
            if json {
                Console.printEvent(CheckReport(file: path, warnings: reading.warnings.map(\.description)))
            } else {
                for warning in reading.warnings { Console.note("\(path): warning: \(warning)") }
                Console.print("\(path): right, \(slides), preset \(document.preset.name)")
            }
            return .done
        } catch let failure as CommandFailure {
            if json { Console.printEvent(CheckReport(file: path, problems: failure.sentences)) }
            _ = failure.report()
            return failure.status
        } catch {
            Console.complain("\(path): \(error)")
            return .bug
        }
    }

    private func checkMedia(
        _ path: String, _ presets: [Preset], _ limits: Limits, _ logger: Logger, _ interruption: Interruption
    ) async
        -> ExitStatus
    {
        let ingest = Ingest(
            IngestRequest(input: path, story: StoryDocument(slides: [Slide()]), limits: limits),
            host: WorkerProcess(), attempt: IngestAttempt(containment: containment.value),
            logger: logger, interruption: interruption)
        let inspection: Inspection
        do throws(MediaError) {
            inspection = try await ingest.inspection()
        } catch {
            let sentence = IngestEvent.Failure(error).sentence
            if json { Console.printEvent(CheckReport(file: path, problems: [sentence])) }
            Console.complain(sentence)
            return error.code.exitStatus
        }
        var status = ExitStatus.done
        for preset in presets {
            let findings = Conformance(of: inspection, to: preset.requirements).findings
            let report = CheckReport(file: path, preset: preset.name, findings: findings)
            json ? Console.printEvent(report) : Console.print(report.text)
            if !report.isRight { status = .unusable }
        }
        return status
    }
}

/// What `check` says of one file, and for media of one preset.
private struct CheckReport: Encodable {
    let event = "checked"
    let file: String
    /// Whether there is nothing but warnings.
    let isRight: Bool
    var preset: String?
    var findings: [Finding] = []
    var problems: [String] = []
    var warnings: [String] = []

    init(file: String, problems: [String] = [], warnings: [String] = []) {
        self.file = file
        self.problems = problems
        self.warnings = warnings
        isRight = problems.isEmpty
    }

    init(file: String, preset: String, findings: [Finding]) {
        self.file = file
        self.preset = preset
        self.findings = findings
        isRight = !findings.contains { $0.severity == .error }
    }

    var text: String {
        let verdict = isRight ? findings.isEmpty ? "right" : "right, with warnings" : "wrong"
        let lines = findings.flatMap { ["  \($0)", "    source: \($0.source)"] }
        return (["\(file): \(verdict) for \(preset ?? "")"] + lines).joined(separator: "\n")
    }
}
