internal import Foundation
internal import Sandbox

/// What a worker may do once it is confined.
enum WorkerRules {
    /// How much of the machine one order may use. Each figure is far above what any camera's file needs,
    /// and far below what would harm others.
    private static let limits = ResourceLimits(
        addressSpaceBytes: 4 << 30,
        processorSeconds: 900,
        fileBytes: 512 << 20,
        openFiles: 256)

    /// Reads fonts, writes into its workshop, and nothing else.
    static func rules(for order: WorkOrder) -> SandboxRules {
        SandboxRules(
            readable: FontFolders.paths(environment: ProcessInfo.processInfo.environment),
            writable: order.workshop.map { [$0] } ?? [],
            limits: limits,
            diesWithParent: true)
    }
}
