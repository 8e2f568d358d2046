internal import Story

/// Makes layers from overlays, and notes everything that is wrong with them.
struct LayerLoader {
    let canvasWidth: Int
    let canvasHeight: Int
    let slideDuration: Double
    let baseDirectory: String
    private(set) var layers: [Layer] = []
    private(set) var problems: [StoryProblem] = []
    private(set) var substitutions: [Substitution] = []
    /// The story's own fonts; nil if it has none.
    let fonts: LoadedFonts?
    /// Created for the first text, because finding the fonts takes longer than drawing a frame.
    lazy var rasteriser = TextRasteriser(fonts)
    private var memory = CompositingLimits.cachedBytes

    init(
        canvasWidth: Int, canvasHeight: Int, slideDuration: Double, baseDirectory: String,
        fonts: LoadedFonts? = nil
    ) {
        self.fonts = fonts
        self.canvasWidth = canvasWidth
        self.canvasHeight = canvasHeight
        self.slideDuration = slideDuration
        self.baseDirectory = baseDirectory
    }

    /// Adds an overlay's layer, or its problem. Adds neither for captions without words.
    ///
    /// - Throws: ``CompositingError/outOfMemory(_:)``.
    mutating func load(_ overlay: Overlay, path: String) throws(CompositingError) {
        do {
            switch overlay {
            case .text(let text): try load(text, path: path)
            case .sticker(let sticker): try load(sticker, path: path)
            case .drawn(let sticker): try load(sticker, path: path)
            }
        } catch let failure {
            let error = CompositingError(failure, path: path, key: overlay.file?.key ?? "src")
            guard case .unusable(let found) = error else { throw error }
            problems += found
        }
    }

    private mutating func load(_ overlay: TextOverlay, path: String) throws(LayerFailure) {
        if case .subtitles(let file) = overlay.content { preconditionFailure("\(file.src) was not read") }
        if case .words(let words) = overlay.content, words.isEmpty { return }
        // Captions are shaped while frames are drawn, possibly on another thread.
        let rasteriser = if case .words = overlay.content { TextRasteriser(fonts) } else { rasteriser }
        let layout = TextLayout(
            overlay: overlay, canvasWidth: canvasWidth, canvasHeight: canvasHeight, rasteriser: rasteriser)
        substitutions += layout.substitutions(path: path)
        let changes = LayerChanges(overlay.placement, overlay.presence)
        if case .words(let words) = overlay.content {
            let captions = CaptionLayout(layout, words: words)
            guard accept(layout.problems(captions, path: path)) else { return }
            substitutions += layout.substitutions(
                lacking: captions.lackingFonts, dividedEmoji: captions.dividedEmoji, path: path)
            let track = CaptionTrack(captions, changes: changes)
            return add(
                .captions(track), first: try track.picture(0), box: track.box, placement: overlay.placement,
                presence: overlay.presence, path: path)
        }
        let text = layout.shape()
        guard accept(layout.problems(text, path: path)) else { return }
        substitutions += layout.substitutions(
            lacking: text.lackingFonts, dividedEmoji: text.dividedEmoji, path: path)
        let box = layout.box(width: text.width, height: text.height)
        let picture = try LayerPicture(in: box, changes: changes, canvas: canvas) {
            box throws(LayerFailure) in try text.rasterise(in: box)
        }
        add(
            .still(picture), first: picture, box: box, placement: overlay.placement,
            presence: overlay.presence, path: path,
            cornerRadius: text.backgrounds.count == 1 ? text.radius : 0, entities: text.entities,
            letters: overlay.presence.writes ? text.letters : nil)
    }

    private mutating func load(_ overlay: StickerOverlay, path: String) throws(LayerFailure) {
        let presence = overlay.presence
        let animation = try StickerAnimation(
            Self.source(OverlayFile.path(of: overlay.src, in: baseDirectory)), loops: overlay.loop,
            seconds: (presence.end ?? slideDuration) - presence.start, memory: &memory,
            renderer: StickerRenderer(
                placement: overlay.placement, canvasWidth: canvasWidth, canvasHeight: canvasHeight,
                changes: LayerChanges(overlay.placement, presence)))
        add(
            .moving(animation), first: try animation.picture(0), box: animation.box,
            placement: overlay.placement, presence: presence, path: path)
    }

    private static func source(_ path: String) throws(LayerFailure) -> any StickerSource {
        if VideoSticker.isMatroska(path) { return try VideoSticker(path: path) }
        return try StickerFile(path: path)
    }

    /// - Parameter first: a picture of the layer at rest.
    mutating func add(
        _ content: Layer.Content, first: LayerPicture, box: BoxTransform, placement: Placement,
        presence: Presence, path: String, cornerRadius: Double = 0, parts: [LayerPart] = [],
        entities: [TextEntity] = [], letters: LetterSteps? = nil
    ) {
        let motion = LayerMotion(
            placement: placement, presence: presence, end: presence.end ?? slideDuration, box: box,
            extent: first.extent(in: box), canvasWidth: Double(canvasWidth),
            canvasHeight: Double(canvasHeight))
        layers.append(
            Layer(
                path: path, motion: motion, content: content, cornerRadius: cornerRadius, parts: parts,
                entities: entities, letters: letters))
    }

    /// The area of the whole frame.
    var canvas: PixelArea { PixelArea(x: 0, y: 0, width: canvasWidth, height: canvasHeight) }

    /// Notes problems. Returns whether there were none.
    private mutating func accept(_ found: [StoryProblem]) -> Bool {
        problems += found
        return found.isEmpty
    }

    mutating func note(_ substitution: Substitution) { substitutions.append(substitution) }

    mutating func note(_ path: String, _ rule: StoryProblem.Rule, found: String, allowed: String) {
        problems.append(StoryProblem(path: path, rule: rule, found: found, allowed: allowed))
    }
}

extension Presence {
    /// Whether a typewriter writes or removes the text.
    fileprivate var writes: Bool { [enter, exit].contains { $0.animation == .typewriter } }
}
