internal import CFFmpeg
internal import Synchronization

/// A request to stop, seen by FFmpeg's blocking reads and by stages that ask.
///
/// One interruption belongs to one clip; it may be raised from any thread and stays raised.
public final class Interruption: Sendable {
    private let flag = Atomic<Bool>(false)

    public init() {}

    /// Whether the clip's work is to stop.
    public var isRaised: Bool { flag.load(ordering: .relaxed) }

    /// Asks all calls in progress to return.
    public func raise() { flag.store(true, ordering: .relaxed) }

    /// The callback that FFmpeg polls. The caller keeps `self` alive as long as the context lives.
    ///
    /// Corresponds to `AVIOInterruptCB`.
    var callback: AVIOInterruptCB {
        unsafe AVIOInterruptCB(
            callback: { opaque in
                guard let opaque = unsafe opaque else { return 0 }
                let interruption = unsafe Unmanaged<Interruption>.fromOpaque(opaque)
                return unsafe interruption.takeUnretainedValue().isRaised ? 1 : 0
            }, opaque: Unmanaged.passUnretained(self).toOpaque())
    }
}
