internal import Story

/// Makes layers of overlays, and notes everything that is wrong with them.
struct LayerLoader {
    let canvasWidth: Int
    let canvasHeight: Int
    let slideDuration: Double
    let baseDirectory: String
    private(set) var layers: [Layer] = []
    private(set) var problems: [StoryProblem] = []
    private(set) var substitutions: [String] = []
    let rasteriser = TextRasteriser()
    private var memory = CompositingLimits.cachedBytes

    init(canvasWidth: Int, canvasHeight: Int, slideDuration: Double, baseDirectory: String) {
        self.canvasWidth = canvasWidth
        self.canvasHeight = canvasHeight
        self.slideDuration = slideDuration
        self.baseDirectory = baseDirectory
    }

    /// Adds an overlay's layer, or its problem.
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
        let font = overlay.style.font
        if let substitute = rasteriser.substitute(for: font) {
            substitutions.append(
                "\(path).font.family: \"\(font.family)\" is not installed; \"\(substitute)\" is taken")
        }
        let text = rasteriser.shape(
            overlay.text, style: overlay.style,
            width: overlay.placement.width * Double(canvasWidth),
            scale: Double(canvasWidth) / TextStyle.referenceWidth)
        guard text.missing.isEmpty else {
            note(
                "\(path).text", .missingGlyph,
                found: text.missing.map(\.codePoint).joined(separator: ", ")
                    + ", which no installed font has",
                allowed: "other characters, or install a font that has them")
            return
        }
        let limit = Double(CompositingLimits.layerSides * max(canvasWidth, canvasHeight))
        guard text.height <= limit, text.width <= limit else {
            note(
                "\(path).text", .outOfRange,
                found: "a text of \(Int(text.width)) × \(Int(text.height)) pixels",
                allowed: "at most \(Int(limit)) pixels; use fewer words, a smaller font or a larger width")
            return
        }
        let box = BoxTransform(
            overlay.placement, width: text.width, height: text.height, canvasWidth: canvasWidth,
            canvasHeight: canvasHeight)
        let picture = LayerPicture(
            try text.rasterise(in: box),
            on: PixelArea(x: 0, y: 0, width: canvasWidth, height: canvasHeight),
            resizes: overlay.presence.resizes)
        add(
            .still(picture), box: box, presence: overlay.presence, path: path,
            cornerRadius: text.backgrounds.count == 1 ? text.radius : 0)
    }

    private mutating func load(_ overlay: StickerOverlay, path: String) throws(LayerFailure) {
        let presence = overlay.presence
        let animation = try StickerAnimation(
            StickerFile(path: OverlayFile.path(of: overlay.src, in: baseDirectory)), loops: overlay.loop,
            seconds: (presence.end ?? slideDuration) - presence.start, memory: &memory,
            renderer: StickerRenderer(
                placement: overlay.placement, canvasWidth: canvasWidth, canvasHeight: canvasHeight,
                resizes: presence.resizes))
        add(.moving(animation), box: animation.box, presence: presence, path: path)
    }

    mutating func add(
        _ content: Layer.Content, box: BoxTransform, presence: Presence, path: String,
        cornerRadius: Double = 0, parts: [LayerPart] = []
    ) {
        layers.append(
            Layer(
                path: path, presence: presence, end: presence.end ?? slideDuration, box: box,
                content: content, cornerRadius: cornerRadius, parts: parts))
    }

    mutating func noteSubstitution(_ sentence: String) { substitutions.append(sentence) }

    mutating func note(_ path: String, _ rule: StoryProblem.Rule, found: String, allowed: String) {
        problems.append(StoryProblem(path: path, rule: rule, found: found, allowed: allowed))
    }
}

extension Presence {
    /// Whether the overlay changes its size.
    var resizes: Bool {
        [enter, exit].contains { $0.animation == .pop && $0.duration > 0 }
    }
}
