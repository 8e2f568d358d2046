internal import CFFmpeg

/// Converts decoded sound of any rate, format and layout to stereo samples of one rate.
///
/// Surround is mixed down with swresample's default matrix (ITU-R BS.775 coefficients, scaled so that nothing clips).
/// Mono goes unchanged to both sides.
///
/// Corresponds to `SwrContext`.
@safe public struct Resampler: ~Copyable {
    private var context: OpaquePointer?
    private var inputRate: Int32 = 0
    private var inputFormat: Int32 = -1
    private var inputChannels: Int32 = 0
    /// In Hz.
    public let sampleRate: Int

    /// - Parameter sampleRate: the rate of the result, in Hz.
    public init(to sampleRate: Int) {
        self.sampleRate = sampleRate
    }

    deinit {
        var doomed = unsafe context
        unsafe swr_free(&doomed)
    }

    /// Converts a frame. The filter keeps the last few samples until more arrive.
    ///
    /// - Throws: ``LibavError`` if swresample cannot convert the layout.
    ///
    /// Corresponds to `swr_convert`.
    public mutating func convert(_ frame: borrowing Frame) throws(LibavError) -> StereoSound {
        var sound = StereoSound()
        if unsafe context == nil || frame.pointer.pointee.sample_rate != inputRate
            || frame.pointer.pointee.format != inputFormat
            || frame.pointer.pointee.ch_layout.nb_channels != inputChannels
        {
            if unsafe context != nil { sound = try flush() }
            try configure(for: frame)
        }
        let input = unsafe UnsafeMutableRawPointer(frame.pointer.pointee.extended_data)?
            .assumingMemoryBound(to: UnsafePointer<UInt8>?.self)
        sound.append(try unsafe convert(input, count: frame.pointer.pointee.nb_samples))
        return sound
    }

    /// How much sound the filter holds back, in seconds.
    ///
    /// Corresponds to `swr_get_delay`.
    public var delay: Double {
        if unsafe context == nil { return 0 }
        // Counted in a multiple of both rates, so that nothing is rounded.
        let base = Int64(sampleRate) * Int64(max(1, inputRate))
        return unsafe Double(swr_get_delay(context, base)) / Double(base)
    }

    /// Returns the samples that the filter still holds.
    public mutating func flush() throws(LibavError) -> StereoSound {
        if unsafe context == nil { return StereoSound() }
        return try unsafe convert(nil, count: 0)
    }

    private mutating func convert(
        _ input: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, count: Int32
    ) throws(LibavError) -> StereoSound {
        let room = try LibavError.check(unsafe swr_get_out_samples(context, count), "swr_get_out_samples")
        var sound = StereoSound(silence: Int(room))
        let context = unsafe context
        let written = unsafe sound.left.withUnsafeMutableBytes { left in
            unsafe sound.right.withUnsafeMutableBytes { right in
                var outputs: [UnsafeMutablePointer<UInt8>?] = unsafe [
                    left.bindMemory(to: UInt8.self).baseAddress,
                    right.bindMemory(to: UInt8.self).baseAddress,
                ]
                return unsafe swr_convert(context, &outputs, room, input, count)
            }
        }
        try LibavError.check(written, "swr_convert")
        sound.left.removeLast(Int(room - written))
        sound.right.removeLast(Int(room - written))
        return sound
    }

    private mutating func configure(for frame: borrowing Frame) throws(LibavError) {
        unsafe swr_free(&context)
        var stereo = unsafe AVChannelLayout()
        unsafe av_channel_layout_default(&stereo, 2)
        var layout = unsafe AVChannelLayout()
        defer { unsafe av_channel_layout_uninit(&layout) }
        // Some decoders know the number of channels, but not their positions.
        if unsafe frame.pointer.pointee.ch_layout.order == AV_CHANNEL_ORDER_UNSPEC {
            unsafe av_channel_layout_default(&layout, frame.pointer.pointee.ch_layout.nb_channels)
        } else {
            try LibavError.check(
                unsafe av_channel_layout_copy(&layout, &frame.pointer.pointee.ch_layout),
                "av_channel_layout_copy")
        }
        inputRate = unsafe frame.pointer.pointee.sample_rate
        inputFormat = unsafe frame.pointer.pointee.format
        inputChannels = unsafe frame.pointer.pointee.ch_layout.nb_channels
        try LibavError.check(
            unsafe swr_alloc_set_opts2(
                &context, &stereo, AV_SAMPLE_FMT_FLTP, Int32(sampleRate),
                &layout, AVSampleFormat(inputFormat), inputRate, 0, nil),
            "swr_alloc_set_opts2")
        if inputChannels == 1 {
            let both: [Double] = [1, 1]
            try LibavError.check(unsafe swr_set_matrix(context, both, 1), "swr_set_matrix")
        }
        try LibavError.check(unsafe swr_init(context), "swr_init")
    }
}

extension Frame {
    /// Samples per channel; 0 for pictures.
    public var sampleCount: Int { unsafe Int(pointer.pointee.nb_samples) }

    /// In Hz; 0 for pictures.
    public var sampleRate: Int { unsafe Int(pointer.pointee.sample_rate) }

    /// An audio frame in planar stereo float.
    ///
    /// - Throws: ``LibavError`` if memory is short.
    public init(_ sound: StereoSound, sampleRate: Int) throws(LibavError) {
        self.init()
        unsafe pointer.pointee.nb_samples = Int32(sound.count)
        unsafe pointer.pointee.format = AV_SAMPLE_FMT_FLTP.rawValue
        unsafe pointer.pointee.sample_rate = Int32(sampleRate)
        unsafe av_channel_layout_default(&pointer.pointee.ch_layout, 2)
        try LibavError.check(unsafe av_frame_get_buffer(pointer, 0), "av_frame_get_buffer")
        let bytes = sound.count * MemoryLayout<Float>.stride
        unsafe sound.left.withUnsafeBytes { samples in
            if let base = samples.baseAddress, let plane = unsafe pointer.pointee.data.0 {
                unsafe plane.update(from: base.assumingMemoryBound(to: UInt8.self), count: bytes)
            }
        }
        unsafe sound.right.withUnsafeBytes { samples in
            if let base = samples.baseAddress, let plane = unsafe pointer.pointee.data.1 {
                unsafe plane.update(from: base.assumingMemoryBound(to: UInt8.self), count: bytes)
            }
        }
    }
}
