/// What has happened to the input of a job.
enum JobInput: Hashable, Sendable {
    /// It is where the job says.
    case unchanged
    /// It is at another path.
    case moved(String)
    /// It is missing, or its content has changed.
    case gone
}
