internal import Transcoding

extension IngestEvent.Failure {
    /// `clip.mov: What is wrong. What to do.`
    public var sentence: String {
        let end = message.hasSuffix(".") || message.hasSuffix("?") ? "" : "."
        return "\(file): \(message)\(end)" + (visibleDetail.map { " [\($0)]" } ?? "")
    }

    /// FFmpeg's words help whoever has to find a fault, not a person whose clip is damaged.
    private var visibleDetail: String? {
        switch code {
        case .bug, .crashed, .verificationFailed, .inputOutput, .stalled: detail
        case .inputMissing, .inputUnreadable, .unusableMedia, .limitExceeded, .unusableStory,
            .cannotCreateOutput, .outputDenied, .notConfined, .cancelled:
            nil
        }
    }
}
