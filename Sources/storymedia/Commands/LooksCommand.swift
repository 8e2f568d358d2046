import ArgumentParser
import Foundation
import Story

/// `storymedia looks`
struct LooksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "looks",
        abstract: "List the looks for --look, with a sentence about each.")

    /// A look as `--json` prints it.
    private struct Entry: Encodable {
        let name: String
        let summary: String
    }

    @Flag(help: "Print one JSON object per line.")
    var json = false

    func run() throws {
        for look in Look.allCases {
            if json {
                try Console.printJSON(Entry(name: look.rawValue, summary: look.summary))
            } else {
                let name = look.rawValue.padding(toLength: 10, withPad: " ", startingAt: 0)
                Console.print("\(name) \(look.summary)")
            }
        }
    }
}
