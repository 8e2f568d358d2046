internal import Conformance
import Story

/// What `check` reports about one file, for one preset.
struct CheckReport: Encodable {
    let event = "checked"
    let file: String
    /// Whether there are only warnings, or no findings at all.
    let isRight: Bool
    var preset: String?
    var findings: [Finding] = []
    var problems: [String] = []
    var warnings: [String] = []
    /// What could not be looked at, and why, in sentences.
    var notChecked: [String] = []

    init(file: String, problems: [String]) {
        self.file = file
        self.problems = problems
        isRight = problems.isEmpty
    }

    init(file: String, preset: String, findings: [Finding]) {
        self.file = file
        self.preset = preset
        self.findings = findings
        isRight = !findings.contains { $0.severity == .error }
    }

    var text: String {
        let verdict = isRight ? findings.isEmpty ? "right" : "right, with warnings" : "wrong"
        let lines =
            findings.flatMap { ["  \($0.text(in: .commandLine))", "    source: \($0.source)"] }
            + notChecked.map { "  not checked: \($0)" }
        return (["\(file): \(verdict) for \(preset ?? "")"] + lines).joined(separator: "\n")
    }
}
