internal import CFFmpeg

/// What a container needs to know about an encoder's stream.
///
/// Corresponds to `AVCodecParameters`.
@safe public final class CodedStream: @unchecked Sendable {
    // Sendable: nothing writes to the parameters after the initialiser.
    let parameters: UnsafeMutablePointer<AVCodecParameters>
    /// The length, in seconds, of one tick of the packets' timestamps.
    public let timeBase: Rational
    /// Frames per second; 0/1 for sound.
    public let frameRate: Rational

    /// - Throws: ``LibavError`` if memory is short.
    ///
    /// Corresponds to `avcodec_parameters_from_context`.
    public init(of encoder: borrowing Encoder) throws(LibavError) {
        guard let parameters = unsafe avcodec_parameters_alloc() else {
            throw LibavError.outOfMemory("avcodec_parameters_alloc")
        }
        let result = unsafe avcodec_parameters_from_context(parameters, encoder.context)
        unsafe self.parameters = parameters
        timeBase = encoder.timeBase
        frameRate = unsafe Rational(encoder.context.pointee.framerate)
        try LibavError.check(result, "avcodec_parameters_from_context")
    }

    deinit {
        var doomed: UnsafeMutablePointer<AVCodecParameters>? = unsafe parameters
        unsafe avcodec_parameters_free(&doomed)
    }
}
