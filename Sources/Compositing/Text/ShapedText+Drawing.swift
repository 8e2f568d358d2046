internal import CPangoCairo
internal import Story

extension ShapedText {
    /// Draws the text at the place of `box`. The bitmap is as large as everything drawn.
    ///
    /// Letters are filled as outlines, because cairo 1.16 moves cached glyphs to whole pixels, which makes tilted lines
    /// look uneven.
    ///
    /// - Throws: ``LayerFailure`` if memory runs out.
    func rasterise(in box: BoxTransform) throws(LayerFailure) -> PlacedBitmap {
        let shadow = style.shadow.map { Shadow($0, scale: scale, box: box) }
        let glow = style.glow.map { Glow($0, scale: scale * box.scale) }
        let drawn = box.bounds(of: ink)
        var area = shadow.map { drawn.union($0.bounds(of: drawn)) } ?? drawn
        if let glow { area = area.union(drawn.expanded(horizontally: glow.reach, vertically: glow.reach)) }
        // One more pixel for soft edges that end within a pixel.
        let pixels = area.expanded(horizontally: 1, vertically: 1).pixels

        var light: Bitmap?
        if let glow {
            let canvas = try CairoCanvas(area: pixels)
            canvas.apply(box)
            drawLetters(on: canvas, opaque: true)
            light = glow.light(of: try canvas.finish().bitmap)
        }
        let shape = try draw(in: box, area: pixels, light: light, silhouette: false)
        guard let shadow else { return shape }
        let silhouette = try draw(in: box, area: pixels, light: nil, silhouette: true)
        return PlacedBitmap(
            bitmap: shadow.cast(by: silhouette.bitmap, under: shape.bitmap), x: shape.x, y: shape.y)
    }

    /// - Parameters:
    ///   - light: the glow between background and letters.
    ///   - silhouette: draws everything opaque, to cast a shadow.
    private func draw(
        in box: BoxTransform, area: PixelArea, light: Bitmap?, silhouette: Bool
    ) throws(LayerFailure) -> PlacedBitmap {
        let canvas = try CairoCanvas(area: area)
        canvas.apply(box)
        if !backgrounds.isEmpty {
            // A single path, so that overlapping pills do not darken each other.
            for outline in PillOutline.joined(backgrounds, radius: radius) { canvas.add(outline) }
            canvas.setColor(style.background.color, opaque: silhouette)
            unsafe cairo_fill(canvas.context)
        }
        for marker in markers {
            canvas.addRoundedRectangle(marker.box, radius: markerRadius)
            canvas.setColor(marker.color, opaque: silhouette)
            unsafe cairo_fill(canvas.context)
        }
        if let light { try canvas.lay(light) }
        drawLetters(on: canvas, opaque: silhouette)
        return try canvas.finish()
    }

    private func drawLetters(on canvas: borrowing CairoCanvas, opaque: Bool) {
        let looks = text.spans.map(\.look)
        let runs = lines.flatMap(\.runs).filter { !looks[$0.span].isHidden }
        if let outline = style.outline, outline.width > 0 {
            for run in runs { unsafe run.addOutlines(to: canvas.context) }
            unsafe cairo_set_line_join(canvas.context, CAIRO_LINE_JOIN_ROUND)
            // The inner half of the line lies under the letter's fill.
            unsafe cairo_set_line_width(canvas.context, 2 * outline.width * scale)
            canvas.setColor(outline.color, opaque: opaque)
            unsafe cairo_stroke(canvas.context)
        }
        // A single path for letters of one colour, so that overlapping letters do not darken each other.
        var colors: [Color?] = []
        for run in runs where !colors.contains(looks[run.span].color) {
            colors.append(looks[run.span].color)
        }
        for color in colors {
            for run in runs where looks[run.span].color == color {
                unsafe run.addOutlines(to: canvas.context)
            }
            if color == nil, let gradient = style.gradient, !opaque {
                canvas.setGradient(gradient, across: content)
            } else {
                canvas.setColor(color ?? style.color, opaque: opaque)
            }
            unsafe cairo_fill(canvas.context)
        }
        for run in runs { unsafe run.drawColorGlyphs(on: canvas.context) }
    }
}

extension ShapedLine.Run {
    /// Adds the letters to the path, unless they are colour pictures.
    func addOutlines(to context: OpaquePointer) {
        guard let (font, glyphs) = unsafe parts, unsafe !hasColor(font) else { return }
        unsafe cairo_move_to(context, origin.x, origin.y)
        unsafe pango_cairo_glyph_string_path(context, font, glyphs)
    }

    func drawColorGlyphs(on context: OpaquePointer) {
        guard let (font, glyphs) = unsafe parts, unsafe hasColor(font) else { return }
        unsafe cairo_move_to(context, origin.x, origin.y)
        unsafe pango_cairo_show_glyph_string(context, font, glyphs)
    }

    private var parts: (UnsafeMutablePointer<PangoFont>, UnsafeMutablePointer<PangoGlyphString>)? {
        guard let item = unsafe pointer.pointee.item, let glyphs = unsafe pointer.pointee.glyphs,
            let font = unsafe item.pointee.analysis.font
        else { return nil }
        return unsafe (font, glyphs)
    }
}

/// Whether a font's glyphs are pictures with their own colours.
///
/// Corresponds to `FC_COLOR`.
private func hasColor(_ font: UnsafeMutablePointer<PangoFont>) -> Bool {
    // Safe, because the rasteriser's font map has only fontconfig fonts.
    let pattern = unsafe pango_fc_font_get_pattern(
        UnsafeMutableRawPointer(font).assumingMemoryBound(to: PangoFcFont.self))
    var color: FcBool = 0
    return unsafe FcPatternGetBool(pattern, FC_COLOR, 0, &color) == FcResultMatch && color != 0
}
