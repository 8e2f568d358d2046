import ArgumentParser
import Story

/// `storymedia check`
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say everything that is wrong with story documents.",
        discussion:
            "Only the documents are read; whether their media and stickers are there is seen by ingest.")

    @Argument(help: "Story documents.", completion: .file(extensions: ["json"]))
    var story: [String]

    func run() throws {
        var status = ExitStatus.done
        for path in story {
            do {
                let document = try StoryFile.read(path)
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
