import ArgumentParser
import Story

/// `storymedia schema`
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of story documents.",
        discussion: """
            Draft 2020-12, for editors and for programs that write stories. The schema marks names as deprecated that \
            are accepted only because other programs use them.
            """)

    func run() { Console.print(StoryDocument.jsonSchema) }
}
