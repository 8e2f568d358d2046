internal import Foundation
internal import Probing
internal import Sandbox

/// What a worker may do once it is confined.
enum WorkerRules {
    /// The worker may read fonts and rewrite what its task names. It may open nothing else.
    static func rules(for task: some WorkerTask) -> SandboxRules {
        SandboxRules(
            readable: FontFolders.paths(environment: ProcessInfo.processInfo.environment),
            rewritable: task.rewritable,
            limits: ResourceLimits(task.limits.work),
            diesWithParent: true)
    }
}

extension ResourceLimits {
    fileprivate init(_ limits: WorkLimits) {
        self.init(
            addressSpaceBytes: limits.memoryBytes, processorSeconds: limits.processorSeconds,
            fileBytes: limits.fileBytes, openFiles: limits.openFiles)
    }
}
