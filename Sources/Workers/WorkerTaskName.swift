/// The names of all tasks, as requests and answers carry them.
public enum WorkerTaskName: String, Hashable, Sendable, Codable, CaseIterable {
    case probe, plan, make, preview, inspect, review, verify, selfTest

    /// The task of that name.
    var type: any WorkerTask.Type {
        switch self {
        case .probe: ProbeTask.self
        case .plan: PlanTask.self
        case .make: MakeTask.self
        case .preview: PreviewTask.self
        case .inspect: InspectTask.self
        case .review: ReviewTask.self
        case .verify: VerifyTask.self
        case .selfTest: SelfTestTask.self
        }
    }
}
