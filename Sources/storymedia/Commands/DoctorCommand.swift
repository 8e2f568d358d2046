import ArgumentParser
internal import Probing
import StoryService
internal import Workers

/// `storymedia doctor`
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Report what is missing on this machine, and how to install it.",
        discussion: """
            Exit status 69 if something that storymedia needs is missing; with --strict also if FFmpeg lacks the fix \
            of a known hole. The report names the package that has the fix.
            """)

    @Option(
        help: ArgumentHelp("The folder that output will go to.", valueName: "folder"),
        completion: .directory)
    var output = "."

    @Flag(help: "Also fail if FFmpeg lacks the fix of a known hole.")
    var strict = false

    @Flag(help: "Instead list the demuxers, decoders and libraries that an upload can reach.")
    var formats = false

    @Flag(help: "Instead print the limits for media, as a file for --limits.")
    var limits = false

    @Flag(help: "Print one JSON object per line.")
    var json = false

    func validate() throws {
        if formats, limits { throw ValidationError("--formats and --limits cannot be combined.") }
        if strict, formats || limits {
            throw ValidationError(
                "--strict cannot be combined with --formats or --limits, which check nothing.")
        }
    }

    func run() async throws {
        if limits { return Console.print(Limits().json) }
        if formats { return try printFormats() }
        let findings = await Doctor(outputDirectory: output, host: OwnWorkers.pool).examine()
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
        let remedy = finding.remedy(in: .commandLine).map { "\n          \($0)" } ?? ""
        return "\(mark)  \(finding.subject): \(finding.detail)\(remedy)"
    }
}
