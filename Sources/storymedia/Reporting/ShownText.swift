import Story
import Transcoding
internal import Workers

/// What slides show besides their media, in words.
struct ShownText {
    private let request: IngestRequest

    init(_ request: IngestRequest) {
        self.request = request
    }

    /// The words for each text, sticker and caption file that a file of the story shows: `text "Hello"`.
    ///
    /// - Parameter plan: the file's.
    func parts(in plan: ExportPlan) -> [String] { slides(of: plan).flatMap(\.overlays).map(Self.words) }

    private func slides(of plan: ExportPlan) -> [Slide] {
        let slides = request.story.slides
        if plan.segments != nil || slides.count == 1 { return slides }
        // A split clip becomes several files of one slide.
        if !request.split, slides.indices.contains(plan.slide - 1) { return [slides[plan.slide - 1]] }
        return slides.filter { slide in
            slide.media.src.map { plan.input.hasSuffix($0) } ?? (plan.input == request.input)
        }
    }

    private static func words(_ overlay: Overlay) -> String {
        switch overlay {
        case .sticker(let sticker): return "sticker \(sticker.src)"
        case .drawn(let sticker): return "sticker \(sticker.content.kind.rawValue)"
        case .text(let text):
            switch text.content {
            case .text(let words): return "text \(quoted(words))"
            case .runs(let runs): return "text \(quoted(runs.map(\.text).joined()))"
            case .words(let words): return "captions \(quoted(words.map(\.text).joined(separator: " ")))"
            case .subtitles(let file): return "captions of \(file.src)"
            }
        }
    }

    private static func quoted(_ text: String) -> String {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.count > 40 ? "\"\(words.prefix(39))…\"" : "\"\(words)\""
    }
}
