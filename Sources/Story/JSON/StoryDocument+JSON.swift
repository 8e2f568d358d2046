extension StoryDocument {
    /// - Parameters:
    ///   - joining: joins the slides, whatever the document says.
    ///   - brand: the brand that the document names, if it was read.
    init(reading reader: inout ObjectReader, joining: Bool = false, brand: BrandKit? = nil) {
        _ = reader.integer("version", in: Self.currentVersion...Self.currentVersion, required: true)
        preset = reader.preset("preset") ?? .story
        // Read before the slides, whose texts name them.
        fonts = reader.fonts("fonts")
        _ = reader.styles("styles")
        Self.noteUnread(brand, in: &reader)
        slides = reader.objects("slides", count: 1...StoryLimits.slides, required: true) { reader in
            Slide(reading: &reader)
        }
        isJoined = (reader.bool("joined") ?? false) || joining
        publishAt = reader.universalMoment("publishAt")
        expiresAfter = reader.lifetime("expiresAfter")
        maximumSize = reader.fileSize("maxSize")
        loudness = LoudnessTarget.reading(&reader)
        sound = reader.sound()
        voice = reader.voice()
        // Only the first slide's media may be named on the command line.
        for (index, slide) in slides.enumerated().dropFirst()
        where slide.media.src == nil && slide.background == nil {
            reader.problems.add(
                StoryProblem(
                    path: "\(reader.path(of: "slides"))[\(index)].media.src", rule: .missingKey,
                    found: "nothing", allowed: "the name of a file, or a background of the slide"))
        }
        noteUselessTransitions(in: reader)
        fonts += brand?.fonts ?? []
        let count = fontSources.count
        if count > StoryLimits.fonts {
            reader.note(
                "fonts", .outOfRange, found: "\(count) font files in the story and its brand",
                allowed: "at most \(StoryLimits.fonts)")
        }
    }

    /// Notes a brand kit that nothing has read.
    private static func noteUnread(_ brand: BrandKit?, in reader: inout ObjectReader) {
        guard let name = reader.name("brand", limit: StoryLimits.pathBytes), brand == nil else { return }
        reader.note(
            "brand", .badValue, found: JSONValue.string(name).summary,
            allowed: "a brand kit only where files can be read; write its values into the story")
    }

    /// Notes transitions that would have no effect.
    private func noteUselessTransitions(in reader: ObjectReader) {
        for (index, slide) in slides.enumerated() where slide.transition != nil && (index == 0 || !isJoined) {
            let isFirst = index == 0
            reader.problems.add(
                StoryProblem(
                    path: "\(reader.path(of: "slides"))[\(index)].transition", rule: .badValue,
                    found: isFirst
                        ? "a transition before the first slide"
                        : "a transition between slides that are not joined",
                    allowed: isFirst
                        ? "a transition of the slides after it"
                        : "\"joined\": true beside \"slides\", which makes one file of them; otherwise no transition"
                ))
        }
    }

    var json: JSONValue {
        .object(
            [
                JSONMember(name: "version", value: .number(Double(Self.currentVersion))),
                JSONMember(name: "preset", value: preset.reference),
                fonts.isEmpty ? nil : JSONMember(name: "fonts", value: .array(fonts.map(\.json))),
                JSONMember(name: "joined", value: .bool(isJoined)),
                JSONMember(name: "slides", value: .array(slides.map(\.json))),
                publishAt.map { JSONMember(name: "publishAt", value: .string($0.text)) },
                expiresAfter.map { JSONMember(name: "expiresAfter", value: .string($0.description)) },
                maximumSize.map { JSONMember(name: "maxSize", value: .string($0.description)) },
                JSONMember(name: "loudness", value: loudness.json),
                JSONMember(name: "sound", value: .array(sound.map(\.json))),
                voice.map { JSONMember(name: "voice", value: $0.json) },
            ].compactMap(\.self))
    }
}

extension Slide {
    fileprivate init(reading reader: inout ObjectReader) {
        media = reader.object("media") { reader in SlideMedia(reading: &reader) } ?? SlideMedia()
        background = reader.background("background")
        overlays = reader.objects("overlays", count: 0...StoryLimits.overlaysPerSlide) { reader in
            Overlay(reading: &reader)
        }
        sound = reader.sound()
        voice = reader.voice()
        transition = reader.slideTransition("transition")
        noteUselessBackground(in: reader)
    }

    /// A background that media hide, or that stands still although it should move, is not what its author meant.
    private func noteUselessBackground(in reader: ObjectReader) {
        guard let background else { return }
        if media.src != nil, media.fit == .cover || media.fit == .blur,
            media.framing.zoom.range.lowerBound >= 1
        {
            reader.note(
                "background", .badValue,
                found: "a background that media with fit \"\(media.fit.rawValue)\" hide",
                allowed: "a background together with fit \"contain\" or \"auto\", or with a zoom below 1")
        }
        if background.moves, media.motion.move != nil || media.framing.moves {
            reader.note(
                "background", .badValue, found: "a moving background together with a moving camera",
                allowed: "either keyframes in the background, or a motion of the media")
        }
    }

    fileprivate var json: JSONValue {
        .object(
            [
                JSONMember(name: "media", value: media.json),
                background.map { JSONMember(name: "background", value: $0.json) },
                JSONMember(name: "overlays", value: .array(overlays.map(\.json))),
                JSONMember(name: "sound", value: .array(sound.map(\.json))),
                voice.map { JSONMember(name: "voice", value: $0.json) },
                transition.map { JSONMember(name: "transition", value: $0.json) },
            ].compactMap(\.self))
    }
}

extension SlideMedia {
    /// The shortest slide: three frames at 30 fps. Viewers do not see fewer.
    private static let shortestSeconds = 0.1
    /// From slow motion to a time lapse that shows an hour in a minute.
    private static let speeds = 0.25...60

    fileprivate init(reading reader: inout ObjectReader) {
        self.init()
        src = reader.name("src", limit: StoryLimits.pathBytes)
        start = reader.number("start", in: 0...StoryLimits.seconds) ?? start
        duration = reader.number("duration", in: Self.shortestSeconds...StoryLimits.seconds)
        fit = reader.choice("fit") ?? fit
        turn = reader.choice("turn") ?? turn
        flip = reader.choice("flip") ?? flip
        volume = reader.number("volume", in: AudioTrack.volumes) ?? volume
        motion = reader.motion("motion") ?? motion
        framing = Framing(reading: &reader, fit: fit, hasMove: motion.move != nil)
        grading = Grading(reading: &reader)
        sound = MediaSound(reading: &reader)
        speed = reader.number("speed", in: Self.speeds) ?? speed
    }

    fileprivate var json: JSONValue {
        .object(
            [
                src.map { JSONMember(name: "src", value: .string($0)) },
                JSONMember(name: "start", value: .number(start)),
                duration.map { JSONMember(name: "duration", value: .number($0)) },
                JSONMember(name: "fit", value: .string(fit.rawValue)),
                JSONMember(name: "turn", value: .number(Double(turn.rawValue))),
                JSONMember(name: "flip", value: .string(flip.rawValue)),
                JSONMember(name: "volume", value: .number(volume)),
                JSONMember(name: "motion", value: motion.json),
                JSONMember(name: "speed", value: .number(speed)),
            ].compactMap(\.self) + framing.members + grading.members + sound.members)
    }
}
