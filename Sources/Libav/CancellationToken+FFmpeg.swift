internal import CFFmpeg
internal import Threading

extension CancellationToken {
    /// The callback that FFmpeg polls. The caller keeps `self` alive as long as the context.
    ///
    /// Corresponds to `AVIOInterruptCB`.
    var callback: AVIOInterruptCB {
        unsafe AVIOInterruptCB(
            callback: { opaque in
                guard let opaque = unsafe opaque else { return 0 }
                let token = unsafe Unmanaged<CancellationToken>.fromOpaque(opaque)
                return unsafe token.takeUnretainedValue().isCancelled ? 1 : 0
            }, opaque: Unmanaged.passUnretained(self).toOpaque())
    }
}
