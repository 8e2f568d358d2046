internal import Foundation
internal import Sandbox
internal import Transcoding

/// What a worker may do once it is confined.
enum WorkerRules {
    /// Reads fonts, writes into its workshop, and nothing else.
    static func rules(for order: WorkOrder) -> SandboxRules {
        SandboxRules(
            readable: FontFolders.paths(environment: ProcessInfo.processInfo.environment),
            writable: order.workshop.map { [$0] } ?? [],
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
