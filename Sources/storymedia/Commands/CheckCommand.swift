import ArgumentParser
internal import Conformance
import Foundation
import Logging
internal import Probing
import Story
import StoryService
import Threading
internal import Workers

/// `storymedia check`
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract:
            "Check story documents, and check media against what platforms require.",
        discussion: """
            Reads a story document (NAME.json or NAME.yaml), lays it out and checks it over its media: what platforms \
            cover, characters that no font has, contrast, sizes, times. If media are missing, it checks the document's \
            text alone. Videos and photos from any source are measured and compared with what the presets' platforms \
            require. Each finding has its rule, what was found, the limit, its source, and what to do.
            """)

    @Argument(help: "Story documents, videos and photos.", completion: .file())
    var file: [String]

    @Option(
        name: .customLong("preset"),
        help: ArgumentHelp(
            "Whose limits apply: a preset that 'storymedia presets' lists, a preset file, or all. May be repeated. "
                + "(default: the story's own, or story)",
            valueName: "name|file"),
        completion: .list(PresetChoice.names + ["all"]))
    var presetNames: [String] = []

    @Option(
        help: ArgumentHelp(
            "A clip or photo for the first slide of story documents, like ingest's INPUT.", valueName: "file"),
        completion: .file())
    var media: String?

    @OptionGroup var fonts: FontOptions

    @Flag(help: "Print one JSON object per line.")
    var json = false

    @OptionGroup var limits: LimitsOption
    @OptionGroup var containment: ContainmentOptions
    @OptionGroup var log: LogOptions

    func validate() throws {
        for name in presetNames where name != "all" { _ = try PresetChoice(name) }
    }

    /// The presets that were asked for; empty if none was.
    private var presets: [Preset] {
        get throws {
            if presetNames.contains("all") { return Preset.all }
            return try presetNames.map { try PresetChoice($0).preset }
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
                ? await checkDocument(path, presets, limits, logger, signals.cancellation)
                : await checkMedia(path, presets, limits, logger, signals.cancellation)
            if status == .done { status = found }
        }
        status = signals.exitStatus ?? status
        if status != .done { throw status.exitCode }
    }

    private static func isDocument(_ path: String) -> Bool {
        StorySyntax.allCases.flatMap(\.extensions).contains(URL(filePath: path).pathExtension.lowercased())
    }

    private func checkDocument(
        _ path: String, _ presets: [Preset], _ limits: Limits, _ logger: Logger,
        _ cancellation: CancellationToken
    ) async -> ExitStatus {
        do {
            var reading = try StoryFile.read(path, brand: fonts.brand.map(StoryFile.absolute))
            reading.document.fonts += try fonts.files().map { FontFile(src: StoryFile.absolute($0)) }
            if !json {
                for warning in reading.warnings { Console.note("\(path): warning: \(warning)") }
            }
            var status = ExitStatus.done
            for preset in presets.isEmpty ? [reading.document.preset] : presets {
                var document = reading.document
                document.preset = preset
                let check = StoryCheck(document, of: path, media: media, limits: limits)
                let conformance = try await check.conformance(
                    attempt: IngestAttempt(containment: containment.value), logger: logger,
                    cancellation: cancellation)
                var report = CheckReport(file: path, preset: preset.name, findings: conformance.findings)
                report.warnings = reading.warnings.map(\.description)
                report.notChecked = check.notChecked
                json ? Console.printEvent(report) : Console.print(report.text)
                if !report.isRight, status != .unusable {
                    status = conformance.isOnlyIncomplete ? .inputMissing : .unusable
                }
            }
            return status
        } catch let failure as CommandFailure {
            if json { Console.printEvent(CheckReport(file: path, problems: failure.sentences)) }
            _ = failure.report()
            return failure.status
        } catch let error as MediaError {
            return report(error, path)
        } catch {
            Console.complain("\(path): \(error)")
            return .bug
        }
    }

    private func report(_ error: MediaError, _ path: String) -> ExitStatus {
        let sentences = IngestEvent.Failure(error).sentences(in: .commandLine)
        if json { Console.printEvent(CheckReport(file: path, problems: sentences)) }
        Console.complain(sentences)
        return error.code.exitStatus
    }

    private func checkMedia(
        _ path: String, _ presets: [Preset], _ limits: Limits, _ logger: Logger,
        _ cancellation: CancellationToken
    ) async
        -> ExitStatus
    {
        let ingest = Ingest(
            IngestRequest(input: path, story: StoryDocument(slides: [Slide()]), limits: limits),
            host: OwnWorkers.pool, attempt: IngestAttempt(containment: containment.value),
            logger: logger, cancellation: cancellation)
        let inspection: Inspection
        do throws(MediaError) {
            inspection = try await ingest.inspection()
        } catch {
            return report(error, path)
        }
        var status = ExitStatus.done
        for preset in presets.isEmpty ? [.story] : presets {
            let findings = Conformance(of: inspection, to: preset.requirements).findings
            let report = CheckReport(file: path, preset: preset.name, findings: findings)
            json ? Console.printEvent(report) : Console.print(report.text)
            if !report.isRight { status = .unusable }
        }
        return status
    }
}
