public import Jobs

/// Says where the input of a job lies now, for jobs whose input may move while they wait.
public protocol JobInputResolver: Sendable {
    /// Looks for the input of a job. May block on the file system.
    func input(of job: Job) -> JobInput

    /// A name for the story of a job whose own name was taken while the job waited; nil where the job keeps its name.
    func otherName(for job: Job) -> String?
}

/// What became of the input of a job.
public enum JobInput: Hashable, Sendable {
    /// It is where the job says.
    case unchanged
    /// It is at another path.
    case moved(String)
    /// It was taken away, or its content has changed.
    case gone
}
