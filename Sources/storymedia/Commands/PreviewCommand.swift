import ArgumentParser
import Foundation
internal import Probing
import Story
import StoryService
import Transcoding
internal import Workers

/// `storymedia preview`
struct PreviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Show what a story will look like before it is made.",
        discussion: """
            Writes one frame as a PNG file, with exactly the pixels that ingest would give to the encoder at that \
            moment. With --sheet it writes small frames from all over the slide, side by side. For a joined story it \
            shows the whole story.

            Prints the file's path on standard output. Replaces a preview of an earlier run, but any other file only \
            with --overwrite.
            """)

    @Argument(
        help: ArgumentHelp(
            "A clip or photo; with --join several. None is needed for a story document that has all it needs.",
            valueName: "input"), completion: .file()
    )
    var inputs: [String] = []

    @OptionGroup var story: StoryOptions

    @Option(
        help: ArgumentHelp(
            "The moment to show, counted from the start of the slide or of the joined story. (default: 0)",
            valueName: "seconds"))
    var at: Double?

    @Option(
        defaultAsFlag: SheetSize.standard,
        help: ArgumentHelp(
            "Show this many frames side by side, such as 4x3. Write it after INPUT.",
            valueName: "columns x rows"))
    var sheet: SheetSize?

    @Option(help: ArgumentHelp("Which slide of the story, counted from 1.", valueName: "number"))
    var slide = 1

    @Flag(help: "Mark what the platform's own controls may cover; see presets.")
    var guides = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The PNG file. (default: NAME.preview.png beside the input)", valueName: "file"),
        completion: .file(extensions: ["png"]))
    var output: String?

    @OptionGroup var split: SplitOptions

    @Flag(help: "Replace a file that is not a preview.")
    var overwrite = false

    @OptionGroup var limits: LimitsOption

    @Flag(help: "Print the result as a JSON object on standard output.")
    var json = false

    @OptionGroup var containment: ContainmentOptions
    @OptionGroup var log: LogOptions

    func validate() throws {
        try story.validate(inputs: inputs)
        if story.template.data != nil {
            throw ValidationError(
                "A preview shows one story, not the rows of --data. Give values with --set.")
        }
        if let sheet, !sheet.isPossible {
            let most = PreviewOptions.largestSheet
            throw ValidationError("--sheet takes 1x1 to \(most)x\(most) frames, not \(sheet).")
        }
        if inputs.count > 1, !story.joining.join {
            throw ValidationError(
                "A preview shows one story. Give one input, or --join to make one story of all.")
        }
        if output == "" { throw ValidationError("--output needs the name of a file.") }
        if let output, Self.otherFormats.contains(URL(filePath: output).pathExtension.lowercased()) {
            throw ValidationError("A preview is a PNG file. Name it like this: --output NAME.png.")
        }
        if at != nil, sheet != nil { throw ValidationError("--at and --sheet cannot be combined.") }
        if let at, !(at >= 0 && at.isFinite) {
            throw ValidationError("--at must be 0 or more seconds.")
        }
        if slide < 1 { throw ValidationError("--slide must be 1 or more.") }
    }

    /// File name extensions of formats that a preview does not have.
    private static let otherFormats = [
        "jpg", "jpeg", "webp", "gif", "heic", "heif", "avif", "tif", "tiff", "bmp", "mp4", "mov", "pdf",
    ]

    /// What the preview is named after.
    private var input: String { inputs.first ?? story.story ?? "" }

    /// The last line with `--json`.
    private struct Result: Encodable {
        let event = "result"
        let exitStatus: Int32
        let input: String
        var path: String?
        var preview: DrawnPreview?
        var failure: IngestEvent.Failure?
    }

    func run() async throws {
        let logger = log.logger()
        let signals = SignalWatch()
        let path = output ?? URL(filePath: input).deletingPathExtension().relativePath + ".preview.png"
        var places = OptionPlaces()
        do {
            let request = try request()
            places = story.places(in: request.story, of: inputs)
            let preview = Preview(
                request, try options(), output: path, host: OwnWorkers.pool,
                attempt: IngestAttempt(containment: containment.value), logger: logger,
                cancellation: signals.cancellation)
            var drawn = try await preview.run()
            drawn.substitutions = drawn.substitutions.map(places.naming)
            drawn.warnings = drawn.warnings.map(places.naming)
            report(drawn, at: path)
        } catch let failure as CommandFailure {
            throw json ? failure.reportAsResult() : failure.report()
        } catch let error as MediaError {
            throw report(places.naming(error), signals.exitStatus ?? error.code.exitStatus)
        }
    }

    private func request() throws -> IngestRequest {
        let reading = try story.reading(inputs)
        let (input, storyFile) = try story.source(inputs, of: reading.document)
        return IngestRequest(
            input: input, storyFile: storyFile, story: reading.document,
            notes: reading.warnings.map(\.description),
            baseDirectory: story.baseDirectory, split: split.isWanted, splitAt: split.preference,
            overwrites: overwrite,
            limits: try limits.limits())
    }

    private func options() throws -> PreviewOptions {
        let view: PreviewOptions.View =
            sheet.map { .sheet(columns: $0.columns, rows: $0.rows) } ?? .frame(at: at ?? 0)
        return PreviewOptions(view, slide: slide, safeZone: guides ? try safeZone() : nil)
    }

    private func safeZone() throws -> SafeZone {
        let preset = try story.reading(inputs).document.preset
        guard let zone = preset.safeZone else {
            let names = Preset.all.filter { $0.safeZone != nil }.map(\.name).joined(separator: ", ")
            throw CommandFailure(
                .usage,
                "--guides: What \(preset.name) covers is not known. It is known for: \(names).")
        }
        return zone
    }

    private func report(_ preview: DrawnPreview, at path: String) {
        if json {
            Console.printEvent(
                Result(exitStatus: ExitStatus.done.rawValue, input: input, path: path, preview: preview))
            return
        }
        for sentence in preview.substitutions + preview.warnings { Console.note("\(input): \(sentence)") }
        Console.print(path)
    }

    /// - Returns: what ends the command.
    private func report(_ error: MediaError, _ status: ExitStatus) -> ExitCode {
        let failure = IngestEvent.Failure(error)
        if json { Console.printEvent(Result(exitStatus: status.rawValue, input: input, failure: failure)) }
        Console.complain(failure.sentences(in: .commandLine))
        return status.exitCode
    }
}
