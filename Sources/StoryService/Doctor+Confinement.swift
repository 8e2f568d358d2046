internal import Probing
internal import Sandbox
internal import Threading
internal import Workers

extension Doctor {
    /// Asks a worker to try to break out of its confinement.
    static func confinement(_ host: any WorkerHost) async -> Finding {
        func finding(
            _ severity: Severity, _ detail: String, _ advice: String?, _ remedies: [Remedy] = []
        ) -> Finding {
            Finding(
                subject: "confinement of workers", severity: severity, detail: detail, advice: advice,
                remedies: remedies)
        }
        if let shortfall = SandboxSupport.current.shortfall {
            return finding(
                .missing, "this system cannot confine a process", shortfall, [Remedy(.doWithoutConfinement)])
        }
        let tested: [String: Bool]
        do throws(MediaError) {
            tested = try await host.perform(
                WorkerRequest(SelfTestTask()), files: [], outputs: nil, cancellation: CancellationToken()
            ) { _ in }
        } catch {
            return finding(.missing, error.message, nil, [Remedy(.reportExamination)])
        }
        let escapes = tested.filter { !$0.value }.map(\.key).sorted()
        guard !tested.isEmpty, escapes.isEmpty else {
            return finding(
                .missing,
                tested.isEmpty
                    ? "the worker tried nothing" : "a worker can \(escapes.joined(separator: ", "))",
                "Report this with the kernel's version (uname -r).")
        }
        return finding(.fine, "all \(tested.count) attempts to break out were blocked", nil)
    }
}
