import Dispatch
import Foundation
import Synchronization
import Threading

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Turns Ctrl-C and SIGTERM into a cancellation of the work, while this object lives.
///
/// A second signal ends the program at once. The next run for the same name removes what it leaves behind.
final class SignalWatch: @unchecked Sendable {
    // Sendable: all mutable state is in the receiver, which is Sendable. The sources are created in `init` and
    // cancelled in `deinit`, and Dispatch's objects may be used from any thread.

    /// Which signal has come.
    private final class Receiver: Sendable {
        let cancellation = CancellationToken()
        private let first = Mutex<Int32?>(nil)
        private let handlers = Mutex<[@Sendable () -> Void]>([])

        var signal: Int32? { first.withLock(\.self) }

        func onSignal(_ handler: @escaping @Sendable () -> Void) {
            handlers.withLock { $0.append(handler) }
            if signal != nil { handler() }
        }

        func receive(_ signal: Int32) {
            let isFirst = first.withLock { first in
                defer { first = first ?? signal }
                return first == nil
            }
            guard isFirst else { _exit(128 + signal) }
            cancellation.cancel()
            for handler in handlers.withLock({ $0 }) { handler() }
        }
    }

    private let receiver = Receiver()
    private let sources: [any DispatchSourceSignal]

    init() {
        let receiver = receiver
        let queue = DispatchQueue(label: "storymedia.signals")
        // With this, writing to a pipe whose reader has gone fails instead of ending the program.
        _ = Foundation.signal(SIGPIPE, SIG_IGN)
        sources = [SIGINT, SIGTERM].map { signal in
            // Dispatch sees a signal only if its default action is disabled.
            _ = Foundation.signal(signal, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: signal, queue: queue)
            source.setEventHandler { receiver.receive(signal) }
            source.resume()
            return source
        }
    }

    deinit {
        for source in sources { source.cancel() }
    }

    /// Calls a handler on the first signal, or at once if the signal has already come. In that case it may be called
    /// twice.
    func onSignal(_ handler: @escaping @Sendable () -> Void) { receiver.onSignal(handler) }

    /// Raised by the first signal.
    var cancellation: CancellationToken { receiver.cancellation }

    /// The exit status that a signal asks for; nil if no signal has come.
    var exitStatus: ExitStatus? {
        switch receiver.signal {
        case SIGTERM: .terminated
        case .some: .interrupted
        case nil: nil
        }
    }
}
