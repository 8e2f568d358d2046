internal import Libav

/// A decoded picture and the output frames it is shown in.
struct SourceFrame: ~Copyable, Sendable {
    var frame: Frame
    var run: FramePicker.Run
}

/// A picture of the canvas's size in the output's format, and the output frames it is shown in.
struct CanvasFrame: ~Copyable, Sendable {
    var frame: Frame
    var run: FramePicker.Run
}

/// What an encoder gives to the muxer.
enum CodedOutput: ~Copyable, Sendable {
    /// What the track is; comes first and once.
    case stream(CodedStream)
    /// In decoding order, times in the stream's time base.
    case packet(Packet)
}
