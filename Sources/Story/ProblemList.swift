/// The problems found so far, shared by the readers of one document.
final class ProblemList {
    private(set) var all: [StoryProblem] = []
    private(set) var warnings: [StoryWarning] = []
    /// What the document may call by a name.
    var names = StoryNames()
    /// Whether the reader also accepts other programs' names for keys.
    let takesAliases: Bool

    init(takesAliases: Bool = false) { self.takesAliases = takesAliases }

    var isEmpty: Bool { all.isEmpty }

    var isFull: Bool { all.count >= StoryLimits.problems }

    func add(_ problem: StoryProblem) {
        if !isFull { all.append(problem) }
    }

    /// Adds a warning, once for each foreign name.
    func warn(_ warning: StoryWarning) {
        let isKnown = warnings.contains {
            $0.written == warning.written && $0.meaning == warning.meaning
        }
        if !isKnown { warnings.append(warning) }
    }
}
