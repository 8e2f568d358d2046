import ArgumentParser
import Story

/// `storymedia schema`
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of story documents.",
        discussion: """
            Draft 2020-12, for editors and for programs that write stories. Names that are taken only \
            because other programs use them are marked as deprecated.
            """)

    func run() { Console.print(StoryDocument.jsonSchema) }
}
