internal import Files
internal import Story
internal import Subtitles

/// The files of subtitles that a slide's overlays name, read.
struct SlideSubtitles: Sendable {
    /// Why files cannot be used.
    let problems: [StoryProblem]
    private let overlays: [Overlay]
    /// Which slide of the document it is; from 0.
    private let index: Int
    /// By the overlay's place in the slide's list.
    private let read: [Int: (file: SubtitleFile, subtitles: Subtitles)]

    init(ofSlide index: Int, in request: IngestRequest) {
        var problems: [StoryProblem] = []
        var read: [Int: (SubtitleFile, Subtitles)] = [:]
        overlays = request.story.slides[index].overlays
        for (place, overlay) in overlays.enumerated() {
            guard let file = overlay.subtitles else { continue }
            do throws(SubtitleError) {
                read[place] = (file, try Subtitles(path: file.path(in: request.baseDirectory)))
            } catch {
                problems.append(Self.problem(error, file, at: place, ofSlide: index))
            }
        }
        self.problems = problems
        self.index = index
        self.read = read
    }

    /// The slide's overlays with the words that are spoken in a part of its medium; none of a file that cannot be
    /// used.
    ///
    /// - Parameter problems: gets those of files that say too much there.
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

    /// What is said about files of which no slide shows a word, in sentences.
    ///
    /// - Parameters:
    ///   - slides: the overlays of all slides that are made of the medium, with their words.
    ///   - parts: what of the medium each of them shows.
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
    /// The file of subtitles that it names; nil where it names none.
    fileprivate var subtitles: SubtitleFile? {
        guard case .text(let text) = self, case .subtitles(let file) = text.content else { return nil }
        return file
    }

    /// Itself where it names no file of subtitles.
    fileprivate func saying(_ words: [CaptionWord]) -> Overlay {
        guard case .text(let text) = self else { return self }
        return .text(text.saying(words))
    }

    fileprivate var isSilent: Bool {
        guard case .text(let text) = self, case .words(let words) = text.content else { return false }
        return words.isEmpty
    }
}
