internal import Probing

extension IngestEvent.Failure {
    /// `clip.mov: What is wrong. What to do.`, once for each problem of the story.
    public var sentences: [String] { problems.map { "\(file): \($0)" } }

    /// All problems on one line, after the file's name.
    public var sentence: String { "\(file): \(problems.joined(separator: " "))" }

    private var problems: [String] {
        var problems = message.split(separator: "\n").map { problem in
            problem.hasSuffix(".") || problem.hasSuffix("?") ? String(problem) : "\(problem)."
        }
        if let detail = visibleDetail {
            problems.append((problems.popLast().map { "\($0) " } ?? "") + "[\(detail)]")
        }
        return problems
    }

    /// FFmpeg's words help a developer to find a fault, but not a person whose clip is damaged.
    private var visibleDetail: String? {
        switch code {
        case .bug, .crashed, .verificationFailed, .inputOutput, .stalled: detail
        case .inputMissing, .inputUnreadable, .unusableMedia, .limitExceeded, .unusableStory,
            .cannotCreateOutput, .outputDenied, .notConfined, .cancelled:
            nil
        }
    }
}
