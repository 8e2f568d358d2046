internal import Story

/// One overlay, ready to be blended.
struct Layer: Sendable {
    /// The overlay's JSONPath, for messages.
    let path: String
    let motion: LayerMotion
    let content: Content
    /// The radius of the box's corners, in pixels.
    let cornerRadius: Double
    /// The parts that respond to taps of their own.
    let parts: [LayerPart]
    /// Mentions, hashtags and links in its text.
    let entities: [TextEntity]
    /// The positions of a text's letters; nil unless a typewriter writes them.
    let letters: LetterSteps?
    /// The last drawing.
    private let drawn = DrawnLayer()

    enum Content: Sendable {
        case captions(CaptionTrack)
        case still(LayerPicture)
        case moving(StickerAnimation)
    }

    init(
        path: String, motion: LayerMotion, content: Content, cornerRadius: Double = 0,
        parts: [LayerPart] = [], entities: [TextEntity] = [], letters: LetterSteps? = nil
    ) {
        self.path = path
        self.motion = motion
        self.content = content
        self.cornerRadius = cornerRadius
        self.parts = parts
        self.entities = entities
        self.letters = letters
    }

    var box: BoxTransform { motion.box }

    /// The overlay's visible state at a moment; nil if it is invisible.
    func state(at seconds: Double) -> LayerState? {
        guard let pose = motion.pose(at: seconds), let picture = picture(at: seconds) else { return nil }
        let state = LayerState(pose, picture: picture, letters: letters)
        return state.opacity > 0 && state.scale > 0 && !state.reveal.isEmpty ? state : nil
    }

    /// The picture to blend for a state. Draws anew only what the last drawing does not show.
    ///
    /// - Parameter canvas: the area of the whole frame.
    func overlay(for state: LayerState, on canvas: PixelArea) throws(LayerFailure) -> OverlayBitmap {
        let picture = try picture(state.picture)
        guard let source = picture.source else { return picture.overlay }
        if state.keepsShape {
            // Chroma samples lie on every second pixel, so a step of two pixels leaves the samples unchanged.
            let step = 2 * LayerState.pixel
            var shape = state
            shape.opacity = LayerState.fullOpacity
            shape.x = state.x & (step - 1)
            shape.y = state.y & (step - 1)
            let overlay =
                if shape.x == 0, shape.y == 0 { picture.overlay } else {
                    try drawn.overlay(for: shape) { () throws(LayerFailure) in
                        OverlayBitmap(source.rest.shifted(byX: shape.x, y: shape.y))
                    }
                }
            return overlay.moved(
                byX: (state.x - shape.x) / LayerState.pixel, y: (state.y - shape.y) / LayerState.pixel)
        }
        var shape = state
        shape.opacity = LayerState.fullOpacity
        return try drawn.overlay(for: shape) { () throws(LayerFailure) in
            let placed = try draw(source, in: state, on: canvas)
            return OverlayBitmap(placed, on: canvas)
        }
    }

    private func picture(_ index: Int) throws(LayerFailure) -> LayerPicture {
        switch content {
        case .captions(let track): try track.picture(index)
        case .still(let still): still
        case .moving(let animation): try animation.picture(index)
        }
    }

    /// The index of the layer's picture at a moment of the slide; nil for no picture.
    private func picture(at seconds: Double) -> Int? {
        switch content {
        case .captions(let track): track.timeline.index(at: seconds)
        case .still: 0
        case .moving(let animation): animation.timing.index(at: seconds - motion.presence.start)
        }
    }
}

/// A part of an overlay that responds to taps of its own, in pixels from the upper left corner of the overlay's box.
struct LayerPart: Hashable, Sendable {
    let role: HitRegion.Role
    let index: Int
    let box: Rectangle
}

extension Layer {
    /// The box in a state.
    func box(in state: LayerState) -> BoxTransform {
        box.posed(
            scale: Double(state.scale) / Double(LayerState.fullScale),
            radians: Double(state.rotation) / Double(LayerState.fullTurn) * 2 * .pi,
            offset: Point(x: Double(state.x), y: Double(state.y)) * (1 / Double(LayerState.pixel)))
    }

    /// Draws a picture in a state other than at rest.
    private func draw(
        _ source: LayerPicture.Source, in state: LayerState, on canvas: PixelArea
    ) throws(LayerFailure) -> PlacedBitmap {
        let posed = box(in: state)
        let area = canvas.expanded(by: 2)
        let isLarge =
            Double(state.scale) > LayerPicture.largestEnlargement * Double(LayerState.fullScale)
        if let upright = source.upright,
            isLarge || state.rotation != 0 || (box.radians != 0 && !state.reveal.isWhole)
        {
            let part = upright.placed.revealed(
                state.reveal, letters, origin: Point(x: 0, y: 0), scale: upright.resolution)
            return try part.drawn(in: posed, resolution: upright.resolution, within: area)
        }
        let part = source.rest.revealed(
            state.reveal, letters, origin: box.apply(Point(x: 0, y: 0)), scale: box.scale)
        if state.scale == LayerState.fullScale { return part.shifted(byX: state.x, y: state.y) }
        return part.scaled(
            by: Double(state.scale) / Double(LayerState.fullScale), about: box.center,
            offset: posed.center - box.center, within: area)
    }
}
