internal import CFFmpeg
public import Logging
internal import Synchronization

/// Forwards FFmpeg's log lines about one clip to swift-log, with the clip's name.
///
/// FFmpeg has one log for the whole process. A context made for a clip carries the clip's log in its `opaque` field,
/// which FFmpeg copies to its codec threads and never reads. So each line finds its clip, whichever thread it comes
/// from.
public final class ClipLog: Sendable {
    private let logger: Logger
    private let last = Mutex<String?>(nil)

    /// - Parameter logger: receives the lines; its metadata should name the clip.
    public init(logger: Logger) {
        self.logger = logger
        Self.installOnce
    }

    /// FFmpeg's last log line, for an error message; nil if it logged nothing.
    public var lastLine: String? { last.withLock { $0 } }

    private func receive(_ line: String, level: Int32) {
        if level <= AV_LOG_WARNING { last.withLock { $0 = Self.words(of: line) } }
        logger.log(level: Self.level(for: level), "\(line)")
    }

    /// The line without the prefixes that name FFmpeg's objects and their addresses, which differ from run to run, such
    /// as `[mjpeg @ 0x55ab0bebdc40]`. They mean nothing to a person.
    static func words(of line: String) -> String {
        var words = line[...]
        while words.hasPrefix("["), let end = words.firstIndex(of: "]"), words[..<end].contains(" @ 0x") {
            words = words[words.index(after: end)...].drop { $0 == " " }
        }
        return String(words)
    }

    /// Lowers FFmpeg's levels by one step. They are too loud for a program whose users did not ask for them: what
    /// FFmpeg calls an error is often a damaged packet that playback survives.
    private static func level(for level: Int32) -> Logger.Level {
        switch level {
        case ..<AV_LOG_ERROR: .error
        case AV_LOG_ERROR: .warning
        case AV_LOG_WARNING: .info
        case AV_LOG_INFO: .debug
        default: .trace
        }
    }

    /// Corresponds to `av_log_set_callback`.
    private static let installOnce: Void = {
        unsafe av_log_set_callback { context, level, format, arguments in
            guard level <= AV_LOG_INFO, let format = unsafe format, let arguments = unsafe arguments else {
                return
            }
            guard let log = unsafe ClipLog.find(from: context) else { return }
            unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1024) { buffer in
                guard let base = buffer.baseAddress else { return }
                // Leaves out FFmpeg's own prefix, which contains an address.
                var printPrefix: Int32 = 0
                unsafe av_log_format_line2(
                    context, level, format, arguments, base, Int32(buffer.count), &printPrefix)
                let line = unsafe String(cString: base).filter { !$0.isNewline && $0 != "\u{FFFD}" }
                if !line.isEmpty { log.receive(line, level: level) }
            }
        }
    }()

    /// The log of the clip that an FFmpeg context works for.
    ///
    /// Every context starts with a pointer to its class (libavutil/log.h). Only for the two classes named here do we
    /// know where `opaque` is and that we have set it.
    private static func find(from context: UnsafeMutableRawPointer?) -> ClipLog? {
        guard let context = unsafe context else { return nil }
        guard let avClass = unsafe context.load(as: UnsafePointer<AVClass>?.self),
            let className = unsafe avClass.pointee.class_name
        else { return nil }
        let opaque: UnsafeMutableRawPointer?
        switch unsafe String(cString: className) {
        case "AVFormatContext":
            unsafe opaque = context.assumingMemoryBound(to: AVFormatContext.self).pointee.opaque
        case "AVCodecContext":
            unsafe opaque = context.assumingMemoryBound(to: AVCodecContext.self).pointee.opaque
        default:
            return nil
        }
        guard let opaque = unsafe opaque else { return nil }
        return unsafe Unmanaged<ClipLog>.fromOpaque(opaque).takeUnretainedValue()
    }

    /// The value for a context's `opaque` field. The caller keeps `self` alive as long as the context.
    var opaque: UnsafeMutableRawPointer { unsafe Unmanaged.passUnretained(self).toOpaque() }
}
