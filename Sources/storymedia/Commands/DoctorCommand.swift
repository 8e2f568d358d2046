import ArgumentParser
internal import Probing
import StoryService
internal import Workers

/// `storymedia doctor`
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Say what is missing on this machine, and how to install it.",
        discussion: """
            Exit status 69 where something that storymedia needs is missing. With --strict also where FFmpeg lacks the \
            fix of a known hole; the package that has it is named.
            """)

    @Option(
        help: ArgumentHelp("The folder where output is to appear.", valueName: "folder"),
        completion: .directory)
    var output = "."

    @Flag(help: "Fail, too, where FFmpeg lacks the fix of a known hole.")
    var strict = false

    @Flag(help: "Say instead which demuxers, decoders and libraries an upload can reach.")
    var formats = false

    @Flag(help: "Print instead the limits that media are held against, as a file for --limits.")
    var limits = false

    @Flag(help: "Print one JSON object per line.")
    var json = false

    func validate() throws {
        if formats, limits { throw ValidationError("--formats and --limits are asked for one at a time.") }
        if strict, formats || limits {
            throw ValidationError("--strict goes with neither --formats nor --limits, which judge nothing.")
        }
    }

    func run() async throws {
        if limits { return Console.print(Limits().json) }
        if formats { return try printFormats() }
        let findings = await Doctor(outputDirectory: output, host: WorkerProcess()).examine()
        for finding in findings {
            json ? try Console.printJSON(finding) : Console.print(Self.text(finding))
        }
        let failing: Set<Doctor.Severity> = strict ? [.missing, .exposed] : [.missing]
        if findings.contains(where: { failing.contains($0.severity) }) {
            throw ExitStatus.unavailable.exitCode
        }
    }

    private func printFormats() throws {
        if !json { Console.print(AttackSurface.summary) }
        for part in AttackSurface.all {
            guard !json else {
                try Console.printJSON(part)
                continue
            }
            let name = (part.name + String(repeating: " ", count: 24)).prefix(max(24, part.name.count))
            let missing = part.longName == nil ? " (not on this machine)" : ""
            Console.print("\(part.kind.rawValue)  \(name) \(part.purpose)\(missing)")
        }
    }

    private static func text(_ finding: Doctor.Finding) -> String {
        let mark =
            switch finding.severity {
            case .fine: "ok     "
            case .advice: "advice "
            case .exposed: "EXPOSED"
            case .missing: "MISSING"
            }
        let remedy = finding.remedy.map { "\n          \($0)" } ?? ""
        return "\(mark)  \(finding.subject): \(finding.detail)\(remedy)"
    }
}
