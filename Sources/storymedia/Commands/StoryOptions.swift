import ArgumentParser
import Foundation
import Story
import StoryService

/// What to make of the input: a story document, short options, or both.
struct StoryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A story document, in JSON or YAML.",
            discussion: """
                INPUT takes the place of its first slide's media. The options below apply to INPUT, too, and override \
                the document.
                """,
            valueName: "story.json"),
        completion: .file(extensions: StorySyntax.allCases.flatMap(\.extensions)))
    var story: String?

    @Option(
        help: ArgumentHelp(
            "What the story is made for: a preset that 'storymedia presets' lists, or a preset file. (default: story)",
            valueName: "name|file"),
        completion: .list(PresetChoice.names), transform: PresetChoice.init)
    var preset: PresetChoice?

    @Option(
        help: ArgumentHelp(
            "The largest size of each file, such as 8MB. (default: the preset's)",
            discussion: """
                If the usual quality makes a file larger, it is encoded once more, at a rate that fits. B, kB, MB and \
                GB are decimal; KiB, MiB and GiB are binary.
                """,
            valueName: "size"),
        transform: { text in
            guard let size = FileSize(text), FileSize.range.contains(size.bytes) else {
                throw ValidationError(
                    "--max-size takes a size from 10kB to 1000GB with its unit, such as 8MB or 500kB, not '\(text)'."
                )
            }
            return size
        })
    var maxSize: FileSize?

    @Option(help: ArgumentHelp("Where in the clip to begin. (default: 0)", valueName: "seconds"))
    var start: Double?

    @Option(
        help: ArgumentHelp(
            "How long the slide lasts. (default: as long as the clip, up to the preset's limit; 5 for a photo)",
            valueName: "seconds"))
    var duration: Double?

    @Option(
        help: ArgumentHelp(
            "How the picture fills the canvas: auto, cover, contain or blur. (default: auto)",
            valueName: "fit"),
        completion: .list(Fit.allCases.map(\.rawValue)),
        transform: { name in
            guard let fit = Fit(rawValue: name) else {
                throw ValidationError("There is no fit '\(name)'. Choose auto, cover, contain or blur.")
            }
            return fit
        })
    var fit: Fit?

    @OptionGroup var framing: FramingOptions

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("A caption. May be given several times: one below the other.", valueName: "words"))
    var text: [String] = []

    @Option(
        help: ArgumentHelp(
            "A PNG, WebP, GIF or WebM, still or moving, to draw at the lower right. May be given several times: side "
                + "by side.",
            valueName: "file"),
        completion: .file(extensions: ["png", "apng", "webp", "gif"]))
    var sticker: [String] = []

    @Option(
        help: ArgumentHelp(
            "The words spoken in INPUT, as SubRip (.srt) or WebVTT (.vtt): shown word by word in the lower third.",
            discussion:
                "Its times are those of the clip, whichever part of the clip is shown, and at whatever speed.",
            valueName: "file"),
        completion: .file(extensions: ["srt", "vtt"]))
    var captions: String?

    @Option(
        help: ArgumentHelp("How the picture moves: none or ken-burns. (default: none)", valueName: "motion"),
        completion: .list(["none", "ken-burns"]),
        transform: { name in
            switch name {
            case "none": Motion.none
            case "ken-burns": Motion.kenBurns
            default: throw ValidationError("There is no motion '\(name)'. Choose none or ken-burns.")
            }
        })
    var motion: Motion?

    @Option(
        help: ArgumentHelp(
            "A look for the picture's colours; see looks. Several are applied one after the other: vivid,noir=0.5.",
            valueName: "name[=intensity]"),
        completion: .list(Look.allCases.map(\.rawValue)),
        transform: LookList.init)
    var look: [LookList] = []

    @Option(
        help: ArgumentHelp(
            "How many seconds of the clip pass in one second of the slide, 0.25 to 60. (default: 1)",
            discussion: "The sound keeps its pitch; above 8 it is left out.", valueName: "factor"))
    var speed: Double?

    @Option(help: ArgumentHelp("A factor for the clip's sound, 0 to 4. (default: 1)", valueName: "factor"))
    var volume: Double?

    @Flag(help: "Leave out the clip's sound.")
    var mute = false

    @Option(
        help: ArgumentHelp(
            "Music to lay under the clip: M4A, MP3, WAV, FLAC, OGG or Opus.",
            discussion: """
                The music continues from slide to slide, starts over when it ends, and fades out at the end. A story \
                document can say more: see sound and voice.
                """,
            valueName: "file"),
        completion: .file(extensions: ["m4a", "mp3", "wav", "flac", "ogg", "opus", "aac", "webm"]))
    var music: String?

    @OptionGroup var fonts: FontOptions

    @OptionGroup var joining: JoinOptions
    @OptionGroup var template: TemplateOptions

    func validate() throws {
        if let start, !(start >= 0 && start.isFinite) {
            throw ValidationError("--start must be 0 or more seconds.")
        }
        if let duration, !(duration > 0 && duration.isFinite) {
            throw ValidationError("--duration must be more than 0 seconds.")
        }
        if let speed, !(0.25...60).contains(speed) {
            throw ValidationError("--speed must be from 0.25 to 60.")
        }
        if let volume, !(0...4).contains(volume) {
            throw ValidationError("--volume must be from 0 to 4.")
        }
        if fonts.brand != nil, story == nil {
            throw ValidationError("--brand is for the texts of a story document. Add --story.")
        }
        if mute, volume != nil { throw ValidationError("--mute and --volume cannot be combined.") }
        do throws(StoryDocumentError) {
            if !text.isEmpty { _ = try TextOverlay(captions: text, at: "--text") }
        } catch {
            throw ValidationError(error.description)
        }
    }

    /// The folder from which the story's files are found.
    var baseDirectory: String { story.map(StoryFile.folder(of:)) ?? "." }

    /// Combines the document and the options into a story.
    ///
    /// - Parameter inputs: the media of its first slides: one, or several if they are joined.
    /// - Throws: ``CommandFailure`` if the document is missing or wrong, or does not match the options.
    func reading(_ inputs: [String]) throws -> StoryReading {
        var document = StoryReading(StoryDocument(slides: [Slide(media: SlideMedia())]))
        if let story {
            if template.set.isEmpty {
                document = try StoryFile.read(
                    story, joining: joining.join, brand: fonts.brand.map(StoryFile.absolute))
            } else {
                let form = try form(story)
                document = try filled(form, with: try template.values(for: form), from: story)
            }
        }
        return try combined(document, inputs)
    }

    /// Combines a document, as it was read, and the options into a story.
    func combined(_ document: StoryReading, _ inputs: [String]) throws -> StoryReading {
        var reading = document
        try checkCaptions(for: inputs)
        try checkFiles()
        var document = reading.document
        if joining.join { document.isJoined = true }
        if let preset { document.preset = try preset.preset }
        if let maxSize { document.maximumSize = maxSize }
        // Without an input, the options apply to the document's first slide.
        for (index, input) in (inputs.isEmpty ? [""] : inputs).enumerated() {
            if index == document.slides.count { document.slides.append(Slide()) }
            // The first slide's media is the request's input, whatever the story says.
            if index > 0 { document.slides[index].media.src = path(input) }
            try apply(to: &document.slides[index])
        }
        try joining.apply(to: &document)
        document.fonts += try fonts.files().map { FontFile(src: path($0)) }
        if let music { document.sound.append(AudioTrack(music: path(music))) }
        // The command line is held to the same rules as a document.
        do throws(StoryDocumentError) {
            reading.document = try StoryDocument(json: Array(document.canonicalJSON.utf8))
            return reading
        } catch {
            let places = places(in: document, of: inputs)
            throw CommandFailure(.usage, error.problems.map { places.naming($0.description) })
        }
    }

    /// Where the options are in a story that ``reading(_:)`` has made.
    ///
    /// - Parameter inputs: as the command line has them.
    func places(in document: StoryDocument, of inputs: [String]) -> OptionPlaces {
        var places = OptionPlaces()
        // Overlays from options come after those of the document.
        let overlays =
            sticker.map { _ in "--sticker" } + (captions == nil ? [] : ["--captions"])
            + (text.isEmpty ? [] : ["--text"])
        let media: [(String, Bool)] = [
            ("start", start != nil), ("duration", duration != nil), ("speed", speed != nil),
            ("volume", volume != nil), ("fit", fit != nil), ("motion", motion != nil),
        ]
        for index in document.slides.indices.prefix(joining.slides(for: inputs).count) {
            let slide = "$.slides[\(index)]"
            let first = document.slides[index].overlays.count - overlays.count
            for (number, option) in overlays.enumerated() {
                places.add("\(slide).overlays[\(first + number)]", option)
            }
            for (member, isGiven) in media where isGiven {
                places.add("\(slide).media.\(member)", "--\(member)")
            }
            for (member, option) in framing.given { places.add("\(slide).media.\(member)", option) }
        }
        let count = (try? fonts.files().count) ?? 0
        for index in document.fonts.indices.suffix(count) { places.add("$.fonts[\(index)]", "--fonts") }
        if music != nil { places.add("$.sound[\(document.sound.count - 1)]", "--music") }
        return places
    }

    /// - Throws: ``CommandFailure`` if several clips would have the same captions.
    func checkCaptions(for inputs: [String]) throws {
        guard captions != nil, inputs.count > 1 else { return }
        throw CommandFailure(
            .usage,
            "--captions belongs to one clip, but there are several. Make them one by one, or name a file for each "
                + "slide in a story document: {\"type\": \"text\", \"subtitles\": \"talk.srt\"}.")
    }

    /// - Throws: ``CommandFailure`` if a file that the options name is missing.
    private func checkFiles() throws {
        let named = [("--captions", captions), ("--music", music)] + sticker.map { ("--sticker", $0) }
        let missing = named.compactMap { option, file -> String? in
            guard let file, !FileManager.default.fileExists(atPath: file) else { return nil }
            return "\(option): \(file): There is no such file. Check the name and the folder."
        }
        guard missing.isEmpty else { throw CommandFailure(.inputMissing, missing) }
    }

    /// A path of the command line as the story must name it: the document's paths start at its folder, the command
    /// line's at the current folder.
    private func path(_ file: String) -> String { story == nil ? file : StoryFile.absolute(file) }

    private func apply(to slide: inout Slide) throws {
        if let start { slide.media.start = start }
        if let duration { slide.media.duration = duration }
        if let fit { slide.media.fit = fit }
        framing.apply(to: &slide.media)
        if let motion { slide.media.motion = motion }
        if !look.isEmpty { slide.media.grading.looks = look.flatMap(\.looks) }
        if let speed { slide.media.speed = speed }
        if let volume { slide.media.volume = volume }
        if mute { slide.media.sound.mute = true }
        slide.overlays += StickerOverlay.corner(sticker.map(path)).map(Overlay.sticker)
        if let captions { slide.overlays.append(.text(TextOverlay(subtitles: path(captions)))) }
        if !text.isEmpty { slide.overlays.append(.text(try TextOverlay(captions: text, at: "--text"))) }
    }
}
