internal import Color
internal import Libav
public import Probing
internal import Story

extension ExportPlan {
    /// Plans the slides that an input becomes: one, or with ``PlanOptions/split`` as many as it takes.
    ///
    /// - Throws: ``MediaError`` if the input has no picture, or the options point outside it.
    public static func plans(
        for info: MediaInfo, input: String, options: PlanOptions
    ) throws(MediaError) -> [ExportPlan] {
        guard let picture = info.picture, info.kind != .audio else {
            throw MediaError(
                .unusableMedia, stage: .plan, file: input,
                message: "It holds sound but no picture. A story needs a clip or a photo.")
        }
        try check(options, input)
        let spans = try SlideSpan.spans(for: info, input: input, options: options)
        let rate = Double(options.preset.frameRate)
        let seconds = Double(spans.reduce(0) { $0 + $1.frameCount }) / rate
        var framesBefore = 0
        var plans = spans.enumerated().map { index, span in
            defer { framesBefore += span.frameCount }
            let shape = VolumeEnvelope(
                clock: Double(framesBefore) / rate, end: seconds, fadeIn: options.sound.fadeIn,
                fadeOut: options.sound.fadeOut, envelope: options.sound.volumeEnvelope)
            return plan(
                for: info, picture: picture, span: span, shape: shape, slide: index + 1, of: spans.count,
                input: input, options: options)
        }
        if !options.isPart, let bytes = options.mostBytes {
            for index in plans.indices { try plans[index].keep(toBytes: bytes) }
        }
        return plans
    }

    private static func check(_ options: PlanOptions, _ input: String) throws(MediaError) {
        let problem: String? =
            if !(options.start >= 0) {
                "The start must be 0 or more, not \(options.start)."
            } else if let duration = options.duration, !(duration > 0) {
                "The duration must be more than 0, not \(duration)."
            } else if let duration = options.duration, !options.split,
                duration > options.preset.maximumSeconds
            {
                "The duration must be at most \(options.preset.maximumSeconds.inSeconds) for a slide of preset "
                    + "\(options.preset.name), not \(duration.inSeconds). Shorten it or split the clip into slides."
            } else if !(0...4).contains(options.volume) {
                "The volume must be from 0 to 4, not \(options.volume)."
            } else if !(0.25...60).contains(options.speed) {
                "The speed must be from 0.25 to 60, not \(options.speed)."
            } else {
                nil
            }
        if let problem {
            throw MediaError(.unusableStory, stage: .plan, file: input, message: problem)
        }
    }

    private static func plan(
        for info: MediaInfo, picture: PictureInfo, span: SlideSpan, shape: VolumeEnvelope, slide: Int,
        of slideCount: Int,
        input: String, options: PlanOptions
    ) -> ExportPlan {
        let preset = options.preset
        var substitutions = span.substitutions
        let video = videoPlan(for: info, picture: picture, span: span, options: options)
        if video.color == .toneMapped {
            substitutions.append("HDR (\(picture.hdr?.rawValue.uppercased() ?? "")) became SDR BT.709")
        }
        let audio = audioPlan(for: info, start: video.start, shape: shape, options: options)
        if options.speed > fastestHeard, info.audio != nil, audio.stream == nil, isHeard(options) {
            substitutions.append(
                "at \(options.speed.asFactor) speed the sound was left out; it is kept up to "
                    + "\(fastestHeard.asFactor)")
        }
        if video.speed != options.speed {
            substitutions.append("a photo does not move, so its speed was ignored")
        }
        if let layout = audio.downmixedFrom {
            substitutions.append("\(layout) sound was mixed down to stereo")
        }
        if let cadence = picture.cadence, cadence.isVariable {
            substitutions.append(
                "a varying frame rate (about \(Int(cadence.averageRate.rounded()))/s) became "
                    + "\(preset.frameRate)/s")
        }
        return ExportPlan(
            input: input, kind: info.kind, slide: slide, slideCount: slideCount, preset: preset.name,
            canvasWidth: preset.width, canvasHeight: preset.height, frameRate: preset.frameRate,
            frameCount: span.frameCount, video: video, audio: audio,
            encoding: EncodingPlan(preset: preset, isDraft: options.isDraft), ending: span.ending,
            substitutions: substitutions)
    }

    private static func videoPlan(
        for info: MediaInfo, picture: PictureInfo, span: SlideSpan, options: PlanOptions
    ) -> VideoPlan {
        let preset = options.preset
        let orientation = picture.orientation.followed(by: options.flip, options.turn)
        let fit = fit(for: picture, options)
        let isRGB = PixelFormat(named: picture.pixelFormat ?? "")?.isRGB ?? false
        let colorimetry = picture.colorimetry.resolved(
            width: picture.codedWidth, height: picture.codedHeight, isRGB: isRGB)
        let speed = info.kind == .photo || info.kind == .background ? 1 : options.speed
        let rate = (picture.cadence?.averageRate ?? 0) * speed
        return VideoPlan(
            stream: info.kind == .video ? info.video : nil,
            start: span.start + info.shownStart,
            seeks: info.kind == .video && span.start > 0,
            loops: info.kind == .animation,
            deinterlaces: picture.isInterlaced,
            codedWidth: picture.codedWidth,
            codedHeight: picture.codedHeight,
            orientation: orientation,
            pixelAspect: picture.pixelAspect,
            fit: fit,
            background: options.background,
            isTransparent: picture.hasAlpha && info.kind != .video ? true : nil,
            framing: options.framing == Framing() ? nil : options.framing,
            presentation: Presentation(
                width: picture.codedWidth, height: picture.codedHeight,
                pixelAspect: picture.pixelAspect, orientation: orientation, fit: fit,
                framing: options.framing, canvasWidth: preset.width, canvasHeight: preset.height),
            colorimetry: colorimetry,
            color: ColorConversion(of: colorimetry),
            grading: options.grading,
            motion: options.motion,
            speed: speed,
            pickingLead: FramePicker.lead(sourceRate: rate, targetRate: Double(preset.frameRate)))
    }

    /// The planned fit, which is never `auto`. A focus chooses what a cover keeps.
    private static func fit(for picture: PictureInfo, _ options: PlanOptions) -> Fit {
        let framing = options.framing
        if options.fit == .auto, framing.focus != nil || framing.moves { return .cover }
        let crop = framing.crop ?? .whole
        let (wide, high) =
            options.turn.swapsAxes
            ? (picture.displayHeight, picture.displayWidth) : (picture.displayWidth, picture.displayHeight)
        let resolved = Presentation.resolve(
            options.fit, displayWidth: Int((Double(wide) * crop.width).rounded()),
            displayHeight: Int((Double(high) * crop.height).rounded()), canvasWidth: options.preset.width,
            canvasHeight: options.preset.height)
        // A background of its own takes the place of the blurred copy.
        return options.fit == .auto && resolved == .blur && options.background != nil ? .contain : resolved
    }

    /// Faster sound is noise, whatever is done about its pitch.
    private static let fastestHeard = 8.0

    private static func isHeard(_ options: PlanOptions) -> Bool { options.volume > 0 && !options.sound.mute }

    private static func audioPlan(
        for info: MediaInfo, start: Double, shape: VolumeEnvelope, options: PlanOptions
    ) -> AudioPlan {
        let stream = isHeard(options) && options.speed <= fastestHeard ? info.audio : nil
        let layout = stream.flatMap { stream in info.streams.first { $0.index == stream } }
        return AudioPlan(
            stream: stream, start: start,
            downmixedFrom: (layout?.channels ?? 0) > 2
                ? layout?.channelLayout ?? "\(layout?.channels ?? 0)-channel" : nil,
            volume: options.volume, shape: shape, loudness: options.loudness)
    }
}

extension ColorConversion {
    /// - Parameter source: resolved.
    fileprivate init(of source: Colorimetry) {
        if source.isHDR {
            self = .toneMapped
        } else {
            let staysAsItIs =
                source.matrix == .bt709 && source.range == .limited && ColorTransform(from: source).isLinear
            self = staysAsItIs ? .none : .standard
        }
    }
}

extension EncodingPlan {
    /// x264's `veryfast` at CRF 20. A platform encodes the upload once more for its viewers, so this encoding must lose
    /// nothing visible and be quick; slower presets make smaller files that look the same. A draft uses `superfast`,
    /// the fastest preset that still makes High profile, at CRF 26, which shows what is where.
    init(preset: Preset, isDraft: Bool) {
        self.init(
            preset: isDraft ? "superfast" : "veryfast", constantRateFactor: isDraft ? 26 : 20,
            groupOfPictures: max(
                1, Int((preset.groupOfPicturesSeconds * Double(preset.frameRate)).rounded())),
            maximumVideoBitRate: preset.maximumVideoBitRate, audioBitRate: preset.audioBitRate,
            sampleRate: 48_000)
    }
}
