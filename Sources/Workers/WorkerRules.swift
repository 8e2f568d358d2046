internal import Foundation
internal import Libav
internal import Probing
internal import Sandbox

/// What a worker may do once it is confined.
enum WorkerRules {
    /// The worker may read fonts and write an encoder's notes if there are any. It may open nothing else.
    static func rules(for order: WorkerRequest) -> SandboxRules {
        SandboxRules(
            readable: FontFolders.paths(environment: ProcessInfo.processInfo.environment),
            rewritable: order.statistics.map { EncoderStatistics(at: $0).paths } ?? [],
            limits: ResourceLimits(order.request.limits.work),
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
