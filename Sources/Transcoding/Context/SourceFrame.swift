internal import Libav

/// A decoded picture and the output frames that show it.
struct SourceFrame: ~Copyable, Sendable {
    var frame: Frame
    var run: FramePicker.Run
}

/// A picture of the canvas's size in the output's format, and the output frames that show it.
struct CanvasFrame: ~Copyable, Sendable {
    var frame: Frame
    var run: FramePicker.Run
}

/// What an encoder passes to the muxer.
enum CodedOutput: ~Copyable, Sendable {
    /// Describes the track; comes first and once.
    case stream(CodedStream)
    /// In decoding order, with times in the stream's time base.
    case packet(Packet)
}
