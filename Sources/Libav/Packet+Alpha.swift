internal import CFFmpeg

extension Packet {
    /// The coded opacity of the packet's picture; nil if it has none.
    ///
    /// WebM stores the opacity of a VP8 or VP9 picture as a second picture beside it, coded in the same way, with luma
    /// from 0 (transparent) to 255 (opaque). FFmpeg's decoders other than libvpx ignore it, so a second decoder must
    /// decode it.
    ///
    /// - Throws: ``LibavError`` if memory is short.
    ///
    /// Corresponds to `AV_PKT_DATA_MATROSKA_BLOCKADDITIONAL`, with 1 for `BlockAddID` in RFC 9559, section 5.1.3.5.2.3.
    public func alpha() throws(LibavError) -> Packet? {
        let idBytes = 8
        var size = 0
        guard
            let data = unsafe av_packet_get_side_data(
                pointer, AV_PKT_DATA_MATROSKA_BLOCKADDITIONAL, &size), size > idBytes,
            size <= Int(Int32.max)
        else { return nil }
        let id = unsafe UnsafeRawPointer(data).loadUnaligned(as: UInt64.self)
        guard UInt64(bigEndian: id) == 1 else { return nil }
        var alpha = Packet()
        try LibavError.check(
            unsafe av_new_packet(alpha.pointer, Int32(size - idBytes)), "av_new_packet")
        if let start = unsafe alpha.pointer.pointee.data {
            unsafe start.update(from: data + idBytes, count: size - idBytes)
        }
        alpha.pts = pts
        alpha.dts = dts
        alpha.duration = duration
        return alpha
    }
}
