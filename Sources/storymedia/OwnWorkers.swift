import Foundation
import Workers

/// The workers of this program, which serves as a worker itself (`storymedia worker`).
enum OwnWorkers {
    /// The running program, even if its file has been replaced since.
    static var executable: String {
        #if os(Linux)
            "/proc/self/exe"
        #else
            Bundle.main.executablePath ?? CommandLine.arguments[0]
        #endif
    }

    /// Where commands that read media once get their workers.
    static let pool = WorkerPool(executable: executable)
}
