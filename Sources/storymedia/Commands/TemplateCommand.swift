import ArgumentParser
import Foundation
internal import Probing
import Story
import StoryService
internal import Transcoding
internal import Workers

/// `storymedia template`
struct TemplateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template",
        abstract: "List the variables of a story document, and show what it makes of them.",
        discussion: """
            Prints each variable with its type, its limits and its standard. ingest, submit and preview take values \
            for them with --set, and ingest and submit a table with --data. With --sheet, draws the story with \
            plausible values: small frames from all over a slide, side by side.
            """)

    @Argument(
        help: ArgumentHelp("The story document, in JSON or YAML.", valueName: "story.json"),
        completion: .file(extensions: StorySyntax.allCases.flatMap(\.extensions)))
    var story: String

    @Option(
        help: ArgumentHelp("Also draw frames of the story with plausible values.", valueName: "file.png"),
        completion: .file(extensions: ["png"]))
    var sheet: String?

    @Option(help: ArgumentHelp("Which slide to draw. (default: 1)", valueName: "number"))
    var slide = 1

    @Flag(help: "Replace the file of --sheet, whatever it is.")
    var overwrite = false

    @Flag(help: "Print one JSON object per line.")
    var json = false

    @OptionGroup var log: LogOptions

    /// A variable as `--json` prints it.
    private struct Entry: Encodable {
        let name: String
        let type: String
        let value: String?
        let allowed: String
        let label: String?

        init(_ variable: TemplateVariable) {
            name = variable.name
            type = variable.kind.rawValue
            value = variable.standard?.text
            allowed = variable.allowed
            label = variable.label
        }
    }

    func validate() throws {
        if slide < 1 { throw ValidationError("--slide must be 1 or more.") }
        if sheet == "" { throw ValidationError("--sheet needs the name of a file.") }
    }

    func run() async throws {
        do {
            guard let template = try StoryFile.template(story) else {
                throw CommandFailure(
                    .unusable,
                    "\(story): It has no variables. Add \"variables\": {\"name\": {\"type\": \"text\"}}, and {{name}} "
                        + "where its value belongs.")
            }
            for variable in template.variables {
                json ? try Console.printJSON(Entry(variable)) : Console.print(Self.line(variable))
            }
            if let sheet { try await draw(template, at: sheet) }
        } catch let failure as CommandFailure {
            throw failure.report()
        }
    }

    private static func line(_ variable: TemplateVariable) -> String {
        let value = variable.standard.map { "\($0.text) by default" } ?? "required"
        let label = variable.label.map { " – \($0)" } ?? ""
        return "\(variable.name): \(variable.allowed); \(value)\(label)"
    }

    private func draw(_ template: StoryTemplate, at path: String) async throws {
        let reading: StoryReading
        do throws(StoryDocumentError) {
            reading = try template.example()
        } catch {
            throw CommandFailure(.unusable, error.problems.map { "\(story): \($0)" })
        }
        let document = reading.document
        let media = document.slides.first?.media.src
        let folder = StoryFile.folder(of: story)
        let request = IngestRequest(
            input: media.map { StoryFile.path($0, in: folder) } ?? story, storyFile: story,
            story: document.withBackgrounds, baseDirectory: folder, overwrites: overwrite)
        let signals = SignalWatch()
        do throws(MediaError) {
            _ = try await Preview(
                request, PreviewOptions(.sheet(columns: 4, rows: 1), slide: slide), output: path,
                host: OwnWorkers.pool, attempt: IngestAttempt(), logger: log.logger(),
                cancellation: signals.cancellation
            ).run()
        } catch {
            let failure = IngestEvent.Failure(error)
            throw CommandFailure(
                signals.exitStatus ?? error.code.exitStatus, failure.sentences(in: .commandLine))
        }
        if !json { Console.print(path) }
    }
}

extension StoryDocument {
    /// The story with a grey background where a slide has neither media nor a background, as in a template whose clip
    /// the command line names.
    fileprivate var withBackgrounds: StoryDocument {
        var story = self
        for index in story.slides.indices where story.slides[index].media.src == nil {
            story.slides[index].background =
                story.slides[index].background ?? .color(Color(red: 0x86, green: 0x8e, blue: 0x96))
        }
        return story
    }
}
