import ArgumentParser
import Story
import StoryService

/// `storymedia check`
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say everything that is wrong with story documents.",
        discussion:
            "Only the documents are read; whether their media and stickers are there is seen by ingest.")

    @Argument(
        help: "Story documents.", completion: .file(extensions: StorySyntax.allCases.flatMap(\.extensions)))
    var story: [String]

    func run() throws {
        var status = ExitStatus.done
        for path in story {
            do {
                let reading = try StoryFile.read(path)
                let document = reading.document
                for warning in reading.warnings { Console.note("\(path): warning: \(warning)") }
                let slides = document.slides.count == 1 ? "1 slide" : "\(document.slides.count) slides"
                Console.print("\(path): right, \(slides), preset \(document.preset.name)")
            } catch let failure as CommandFailure {
                _ = failure.report()
                if status == .done { status = failure.status }
            }
        }
        if status != .done { throw status.exitCode }
    }
}
