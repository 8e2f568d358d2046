internal import Probing
internal import Sandbox
internal import Story
internal import Synchronization
internal import Threading
internal import Workers

extension Doctor {
    /// Asks a worker to try to break out of its confinement.
    static func confinement(_ host: any WorkerHost) async -> Finding {
        func finding(_ severity: Severity, _ detail: String, _ remedy: String?) -> Finding {
            Finding(subject: "confinement of workers", severity: severity, detail: detail, remedy: remedy)
        }
        if let shortfall = SandboxSupport.current.shortfall {
            return finding(
                .missing, "this system cannot confine a process",
                "\(shortfall) If you trust your files, use --containment lists.")
        }
        let order = WorkerRequest(
            .selfTest, IngestRequest(input: "self-test", story: StoryDocument(slides: [Slide()])))
        let results = Mutex<[String: Bool]>([:])
        do throws(MediaError) {
            try await host.perform(order, files: [], outputs: nil, cancellation: CancellationToken()) {
                message in
                if case .tested(let tested) = message { results.withLock { $0 = tested } }
            }
        } catch {
            return finding(.missing, error.message, "Run storymedia doctor --json and report its output.")
        }
        let tested = results.withLock { $0 }
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
