internal import Compositing
public import Story

/// Checks the measurements of a story's slides against what platforms cover and viewers can read.
///
/// A pure function: the same measurements and preset give the same findings.
public struct StoryConformance: Sendable {
    private let slides: [SlideReview]
    private let missing: [FileReference]
    private let preset: Preset
    private let isJoined: Bool

    /// - Parameters:
    ///   - missing: files that the story names but that cannot be opened.
    ///   - joined: whether all slides become one file, whose duration is then checked instead of theirs.
    public init(
        of slides: [SlideReview], missing: [FileReference], for preset: Preset, joined: Bool = false
    ) {
        self.slides = slides
        self.missing = missing
        self.preset = preset
        isJoined = joined
    }

    /// Everything that was found, errors first; empty if the story conforms.
    public var findings: [Finding] {
        var list = FindingList(source: preset.source)
        for file in missing {
            list.add(
                "media.missing", at: file.path, found: "\"\(file.src)\", which cannot be opened",
                limit: "a file that exists and may be read",
                remedy: "Check the name, the folder and the permissions.", source: Self.ours)
        }
        for slide in slides {
            check(slide, &list)
            for overlay in slide.overlays {
                let path = "$.slides[\(slide.slide)].overlays[\(overlay.region.overlay)]"
                OverlayConformance(overlay, path: path, preset: preset).check(&list)
            }
        }
        if isJoined, slides.allSatisfy({ $0.media != nil }) {
            checkShortest(slides.reduce(0) { $0 + $1.duration }, "$.slides", &list)
        }
        return list.sorted
    }

    /// Whether missing files are the story's only errors.
    public var isOnlyIncomplete: Bool {
        let errors = findings.filter { $0.severity == .error }
        return !errors.isEmpty && errors.allSatisfy { $0.rule == "media.missing" }
    }

    static let ours = "storymedia's own rule"
    /// The most that source pixels may be enlarged: beyond twice their size, edges are visibly soft.
    static let largestEnlargement = 2.0

    private func check(_ slide: SlideReview, _ list: inout FindingList) {
        let media = "$.slides[\(slide.slide)].media"
        if let fault = slide.fault {
            list.add(
                "media.unusable", at: media, found: fault, limit: "a clip or photo that can be shown",
                remedy: "Choose another file, or another part of it.", source: Self.ours)
        }
        if let fault = slide.joinFault {
            list.add(
                "story.joined", at: "$.slides", found: fault,
                limit: "slides and transitions that fit into one story",
                remedy: "Change their durations or transitions.", source: Self.ours)
        }
        for problem in slide.problems where !isMissing(problem.path) {
            list.add(
                problem.rule.findingRule, at: problem.path, found: problem.found, limit: problem.allowed,
                remedy: problem.rule.remedy, source: Self.ours)
        }
        for substitution in slide.substitutions {
            list.add(
                substitution.rule.findingRule, .warning, at: substitution.path,
                found: "\(substitution.reason); \(substitution.taken)", limit: substitution.rule.limit,
                remedy: substitution.remedy, source: Self.ours)
        }
        checkDuration(slide, media, &list)
        if let enlargement = slide.media?.enlargement, enlargement > Self.largestEnlargement {
            list.add(
                "media.resolution", .warning, at: media,
                found: "a picture enlarged \(enlargement.toTenth) times",
                limit: "at most \(Self.largestEnlargement.toTenth) times",
                remedy: "Use a larger original, or \"fit\": \"contain\" or \"blur\".", source: Self.ours)
        }
    }

    /// Whether the file at a place is missing, which a separate rule reports.
    private func isMissing(_ path: String) -> Bool {
        missing.contains { $0.path == path || $0.path == "\(path).src" }
    }

    private func checkShortest(_ seconds: Double, _ path: String, _ list: inout FindingList) {
        let requirements = preset.requirements
        // Allows two hundredths for half a frame and rounding, as for finished videos.
        guard let least = requirements.seconds?.lowerBound, seconds < least - 0.02 else { return }
        list.add(
            "media.duration", at: path, found: seconds.inSeconds, limit: "at least \(least.inSeconds)",
            remedy: "Choose a longer part, or make it slower.", source: requirements.source)
    }

    private func checkDuration(_ slide: SlideReview, _ media: String, _ list: inout FindingList) {
        if let wanted = slide.wantedDuration, wanted > preset.maximumSeconds {
            list.add(
                "media.duration", at: "\(media).duration", found: wanted.inSeconds,
                limit: "at most \(preset.maximumSeconds.inSeconds)",
                isJoined ? [Remedy(.shorten)] : [Remedy(.shorten), Remedy(.split)])
            return
        }
        if !isJoined, slide.media != nil { checkShortest(slide.duration, media, &list) }
        if slide.wantedDuration == nil, let available = slide.media?.available,
            available > slide.duration + 0.1
        {
            list.add(
                "media.duration", .warning, at: media,
                found: "a clip of \(available.inSeconds), of which \(slide.duration.inSeconds) are shown",
                limit: "at most \(preset.maximumSeconds.inSeconds)"
                    + (isJoined ? " for all slides together" : ""),
                isJoined ? [Remedy(.choosePart)] : [Remedy(.choosePart), Remedy(.split)])
        }
    }
}

extension StoryProblem.Rule {
    fileprivate var findingRule: String {
        switch self {
        case .missingGlyph: "text.glyphs"
        case .unusableFile: "overlay.file"
        default: "overlay.size"
        }
    }

    fileprivate var remedy: String {
        switch self {
        case .missingGlyph: "Write it differently, or install the font."
        case .unusableFile: "Choose another file."
        default: "Make it smaller."
        }
    }
}
