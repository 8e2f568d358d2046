internal import CFFmpeg

/// A piece of a stream as the container stores it: one coded picture, or some coded sound.
///
/// Corresponds to `AVPacket`.
@safe public struct Packet: ~Copyable, @unchecked Sendable {
    // Sendable: the packet has one owner, and FFmpeg counts references to the data atomically.
    let pointer: UnsafeMutablePointer<AVPacket>

    public init() {
        guard let pointer = unsafe av_packet_alloc() else { fatalError("out of memory") }
        unsafe self.pointer = pointer
    }

    deinit {
        var doomed: UnsafeMutablePointer<AVPacket>? = unsafe pointer
        unsafe av_packet_free(&doomed)
    }

    /// The index of the packet's stream.
    public var streamIndex: Int {
        get { unsafe Int(pointer.pointee.stream_index) }
        set { unsafe pointer.pointee.stream_index = Int32(newValue) }
    }

    /// Presentation time in the stream's time base; nil if it has none.
    public var pts: Int64? {
        get { known(unsafe pointer.pointee.pts) }
        set { unsafe pointer.pointee.pts = newValue ?? storymedia_AV_NOPTS_VALUE }
    }

    /// Decoding time in the stream's time base; nil if it has none.
    public var dts: Int64? {
        get { known(unsafe pointer.pointee.dts) }
        set { unsafe pointer.pointee.dts = newValue ?? storymedia_AV_NOPTS_VALUE }
    }

    /// Duration in the stream's time base; 0 if unknown.
    public var duration: Int64 {
        get { unsafe pointer.pointee.duration }
        set { unsafe pointer.pointee.duration = newValue }
    }

    /// The number of bytes of data.
    public var size: Int { unsafe Int(pointer.pointee.size) }

    /// Whether decoding can start here.
    public var isKeyFrame: Bool { unsafe pointer.pointee.flags & AV_PKT_FLAG_KEY != 0 }

    /// Whether an edit list hides the frames of this packet.
    public var isDiscarded: Bool {
        get { unsafe pointer.pointee.flags & AV_PKT_FLAG_DISCARD != 0 }
        set {
            let others = unsafe pointer.pointee.flags & ~AV_PKT_FLAG_DISCARD
            unsafe pointer.pointee.flags = newValue ? others | AV_PKT_FLAG_DISCARD : others
        }
    }

    /// Whether the demuxer found the data damaged.
    public var isCorrupt: Bool { unsafe pointer.pointee.flags & AV_PKT_FLAG_CORRUPT != 0 }

    private func known(_ value: Int64) -> Int64? {
        value == storymedia_AV_NOPTS_VALUE ? nil : value
    }
}
