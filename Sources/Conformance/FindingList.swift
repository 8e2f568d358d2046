internal import Story

/// Findings whose limits mostly come from one source.
struct FindingList {
    let source: String
    private(set) var all: [Finding] = []

    init(source: String) { self.source = source }

    /// - Parameters:
    ///   - path: the place in a story, as a JSONPath; nil for a file.
    ///   - remedy: what to do, apart from the remedies.
    ///   - source: the limit's source; nil for the list's own.
    mutating func add(
        _ rule: String, _ severity: Finding.Severity = .error, at path: String? = nil, found: String,
        limit: String, remedy: String = "", _ remedies: [Remedy] = [], source: String? = nil
    ) {
        let finding = Finding(
            rule: rule, severity: severity, path: path, found: found, limit: limit, advice: remedy,
            remedies: remedies, source: source ?? self.source)
        // What all slides share, such as a font, is found with each of them.
        if !all.contains(finding) { all.append(finding) }
    }

    /// Errors first.
    var sorted: [Finding] {
        all.filter { $0.severity == .error } + all.filter { $0.severity == .warning }
    }
}
