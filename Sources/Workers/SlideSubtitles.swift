internal import Files
internal import Story
internal import Subtitles

/// The subtitle files that a slide's overlays name.
struct SlideSubtitles: Sendable {
    /// Why files are unusable.
    let problems: [StoryProblem]
    private let overlays: [Overlay]
    /// The slide's place in the document, counted from 0.
    private let index: Int
    /// The files, by their overlays' places in the slide's list.
    private let read: [Int: (file: SubtitleFile, subtitles: Subtitles)]

    static func read(ofSlide index: Int, in request: IngestRequest) -> SlideSubtitles {
        var problems: [StoryProblem] = []
        var read: [Int: (SubtitleFile, Subtitles)] = [:]
        let overlays = request.story.slides[index].overlays
        for (place, overlay) in overlays.enumerated() {
            guard let file = overlay.subtitles else { continue }
            do throws(SubtitleError) {
                read[place] = (file, try Subtitles.read(file.path(in: request.baseDirectory)))
            } catch {
                problems.append(problem(error, file, at: place, ofSlide: index))
            }
        }
        return SlideSubtitles(problems: problems, overlays: overlays, index: index, read: read)
    }

    /// The slide's overlays, with the words that are spoken in a part of its medium. An unusable file gives no words.
    ///
    /// - Parameter problems: receives the problems of files that say too much there.
    func overlays(in part: ShownPart, _ problems: inout [StoryProblem]) -> [Overlay] {
        var spoken = overlays.map { $0.saying([]) }
        for (place, (file, subtitles)) in read.sorted(by: { $0.key < $1.key }) {
            do throws(SubtitleError) {
                spoken[place] = overlays[place].saying(try subtitles.words(in: part, offset: file.offset))
            } catch {
                problems.append(Self.problem(error, file, at: place, ofSlide: index))
            }
        }
        return spoken
    }

    /// Warnings about files of which no slide shows a word, in sentences.
    ///
    /// - Parameters:
    ///   - slides: the overlays of all slides that are made of the medium, with their words.
    ///   - parts: the part of the medium that each of them shows.
    func warnings(about slides: [[Overlay]], showing parts: [ShownPart]) -> [String] {
        read.sorted { $0.key < $1.key }
            .filter { place, _ in slides.allSatisfy { $0[place].isSilent } }
            .map { _, found in Subtitles.silence(of: Path.name(of: found.file.src), in: parts) }
    }

    private static func problem(
        _ error: SubtitleError, _ file: SubtitleFile, at place: Int, ofSlide index: Int
    ) -> StoryProblem {
        StoryProblem(
            path: "$.slides[\(index)].overlays[\(place)].subtitles", rule: .unusableFile,
            found: "\"\(file.src)\": \(error.description)", allowed: "a SubRip (.srt) or WebVTT (.vtt) file")
    }
}

extension Overlay {
    /// The subtitle file that the overlay names; nil if it names none.
    fileprivate var subtitles: SubtitleFile? {
        guard case .text(let text) = self, case .subtitles(let file) = text.content else { return nil }
        return file
    }

    /// The overlay with these words; unchanged if it names no subtitle file.
    fileprivate func saying(_ words: [CaptionWord]) -> Overlay {
        guard case .text(let text) = self else { return self }
        return .text(text.saying(words))
    }

    fileprivate var isSilent: Bool {
        guard case .text(let text) = self, case .words(let words) = text.content else { return false }
        return words.isEmpty
    }
}
