internal import CFFmpeg

/// Finds out by its behaviour whether the FFmpeg in use has a fix. Its version does not tell, because distributions
/// backport fixes to older releases.
public enum FixProbe {
    /// Whether the MagicYUV decoder refuses pictures whose slices end in the middle of a chroma row, as it does with
    /// the fix for CVE-2026-8461; nil if this FFmpeg has no such decoder.
    ///
    /// The decoder gets such a picture, and no memory to write the picture to. Without the fix it asks for that memory;
    /// with the fix it does not get that far.
    public static func refusesMisalignedSlices() -> Bool? { isRefused(sliceHeight: 3) }

    /// Whether the decoder refuses a picture whose slices have `sliceHeight` rows.
    static func isRefused(sliceHeight: Int) -> Bool? {
        guard let codec = unsafe avcodec_find_decoder_by_name("magicyuv"),
            let context = unsafe avcodec_alloc_context3(codec)
        else { return nil }
        defer {
            var doomed: UnsafeMutablePointer<AVCodecContext>? = unsafe context
            unsafe avcodec_free_context(&doomed)
        }
        unsafe context.pointee.thread_count = 1
        unsafe context.pointee.thread_type = 0
        // The decoder's complaints about this picture do not belong in the log.
        unsafe context.pointee.log_level_offset = AV_LOG_TRACE
        unsafe context.pointee.get_buffer2 = { _, _, _ in storymedia_AVERROR_EPERM }
        let picture = picture(sliceHeight: sliceHeight)
        let packet = Packet()
        guard unsafe avcodec_open2(context, codec, nil) == 0,
            unsafe av_new_packet(packet.pointer, Int32(picture.count)) == 0,
            let data = unsafe packet.pointer.pointee.data
        else { return nil }
        unsafe data.update(from: picture, count: picture.count)
        return unsafe avcodec_send_packet(context, packet.pointer) != storymedia_AVERROR_EPERM
    }

    /// A picture of 16 by 8 pixels in 4:2:0, in the form that libavcodec/magicyuv.c reads.
    private static func picture(sliceHeight: Int) -> [UInt8] {
        let (headerSize, width, height, planes) = (36, 16, 8, 3)
        let slices = planes * ((height + sliceHeight - 1) / sliceHeight)
        var bytes = Array("MAGY".utf8)
        func add(_ number: Int) {
            for shift in stride(from: 0, to: 32, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: number >> shift))
            }
        }
        add(headerSize)
        // Version, 4:2:0 in 8 bits; BT.709, not interlaced.
        bytes += [7, 0x69, 0, 2, 0, 0, 0, 0]
        [width, height, width, sliceHeight, 0].forEach(add)
        // All values of a plane have codes of eight bits: a length, and that it applies to 255 more values.
        let codes: [UInt8] = [0x80 | 8, 255, 0x80 | 8, 255, 0x80 | 8, 255]
        // Where slices begin, relative to the header's end: after the table of these offsets, the number of planes, a
        // byte for each slice, and the codes.
        let (begin, sliceSize) = (slices * 4 + 1 + slices + codes.count, 4)
        for slice in 0..<slices { add(begin + slice * sliceSize) }
        bytes.append(UInt8(planes))
        bytes += [UInt8](repeating: 0, count: slices)
        bytes += codes
        bytes += [UInt8](repeating: 0, count: slices * sliceSize)
        return bytes
    }
}
