internal import Probing
public import Story

extension IngestEvent.Failure {
    /// `clip.mov: What is wrong. What to do.`, once for each problem of the story.
    public func sentences(in words: RemedyWords = .plain) -> [String] {
        problems(words).map { "\(file): \($0)" }
    }

    /// All problems on one line, after the file's name, without the remedies.
    var problem: String { "\(file): \(problems(nil).joined(separator: " "))" }

    private func problems(_ words: RemedyWords?) -> [String] {
        var problems = message.split(separator: "\n").map { problem in
            problem.hasSuffix(".") || problem.hasSuffix("?") ? String(problem) : "\(problem)."
        }
        if let remedy = words?.sentence(remedies) {
            problems.append((problems.popLast().map { "\($0) " } ?? "") + remedy)
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
