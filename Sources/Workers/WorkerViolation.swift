/// Why a host ends a worker: what the worker did, in words that follow "because it".
public struct WorkerViolation: Error, Hashable, Sendable {
    let what: String

    /// A message that has no place in the task.
    static let unasked = WorkerViolation(what: "sent a reply that was not asked for")

    /// - Throws: the violation if the condition does not hold.
    static func unless(_ holds: Bool, _ what: @autoclosure () -> String) throws(WorkerViolation) {
        if !holds { throw WorkerViolation(what: what()) }
    }
}
