public import Jobs

/// Finds the current place of a job's input, for jobs whose input may move while they wait.
public protocol JobInputResolver: Sendable {
    /// Finds the input of a job. May block on the file system.
    func input(of job: Job) -> JobInput

    /// A new name for the story of a job if its name was taken while the job waited; nil if the job must keep its name.
    func otherName(for job: Job) -> String?
}

/// What has happened to the input of a job.
public enum JobInput: Hashable, Sendable {
    /// It is where the job says.
    case unchanged
    /// It is at another path.
    case moved(String)
    /// It is missing, or its content has changed.
    case gone
}
