import ArgumentParser
import StoryService

/// `storymedia doctor`
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Say what is missing on this machine, and how to install it.",
        discussion: "Exit status 69 where something that storymedia needs is missing.")

    @Option(
        help: ArgumentHelp("The folder where output is to appear.", valueName: "folder"),
        completion: .directory)
    var output = "."

    @Flag(help: "Print one JSON object per line.")
    var json = false

    func run() async throws {
        let findings = Doctor(outputDirectory: output).examine()
        for finding in findings {
            json ? try Console.printJSON(finding) : Console.print(Self.text(finding))
        }
        if findings.contains(where: { $0.severity == .missing }) { throw ExitStatus.unavailable.exitCode }
    }

    private static func text(_ finding: Doctor.Finding) -> String {
        let mark =
            switch finding.severity {
            case .fine: "ok     "
            case .advice: "advice "
            case .missing: "MISSING"
            }
        let remedy = finding.remedy.map { "\n          \($0)" } ?? ""
        return "\(mark)  \(finding.subject): \(finding.detail)\(remedy)"
    }
}
