internal import CPangoCairo
internal import Story

extension ShapedText {
    /// Draws the text where `box` places it; the area is as large as everything drawn.
    ///
    /// Letters are filled as outlines: cairo 1.16 moves glyphs of its cache to whole pixels, which makes
    /// tilted lines tremble.
    ///
    /// - Throws: ``LayerFailure`` where there is no memory.
    func rasterise(in box: BoxTransform) throws(LayerFailure) -> PlacedBitmap {
        let shadow = style.shadow.map { Shadow($0, scale: scale, box: box) }
        let drawn = box.bounds(of: ink)
        let area = shadow.map { drawn.union($0.bounds(of: drawn)) } ?? drawn
        // One pixel more for the soft edge of what ends within a pixel.
        let pixels = area.expanded(horizontally: 1, vertically: 1).pixels

        let shape = try draw(in: box, area: pixels, silhouette: false)
        guard let shadow else { return shape }
        let silhouette = try draw(in: box, area: pixels, silhouette: true)
        return PlacedBitmap(
            bitmap: shadow.cast(by: silhouette.bitmap, under: shape.bitmap), x: shape.x, y: shape.y)
    }

    /// - Parameter silhouette: whether everything is opaque, to cast a shadow.
    private func draw(
        in box: BoxTransform, area: PixelArea, silhouette: Bool
    ) throws(LayerFailure) -> PlacedBitmap {
        let canvas = try CairoCanvas(area: area)
        canvas.apply(box)
        if !backgrounds.isEmpty {
            // One path, so that pills that overlap do not darken each other.
            for background in backgrounds { canvas.addRoundedRectangle(background, radius: radius) }
            canvas.setColor(style.background.color, opaque: silhouette)
            unsafe cairo_fill(canvas.context)
        }
        for line in lines { unsafe line.addOutlines(to: canvas.context) }
        if let outline = style.outline, outline.width > 0 {
            unsafe cairo_set_line_join(canvas.context, CAIRO_LINE_JOIN_ROUND)
            // Half of the line lies inside the letter, under its colour.
            unsafe cairo_set_line_width(canvas.context, 2 * outline.width * scale)
            canvas.setColor(outline.color, opaque: silhouette)
            unsafe cairo_stroke_preserve(canvas.context)
        }
        canvas.setColor(style.color, opaque: silhouette)
        unsafe cairo_fill(canvas.context)
        for line in lines { unsafe line.drawColorGlyphs(on: canvas.context) }
        return try canvas.finish()
    }
}

extension ShapedText.Line {
    /// Adds the letters to the path, without those that are pictures.
    func addOutlines(to context: OpaquePointer) {
        unsafe forEachRun(isColor: false) { font, glyphs, position in
            unsafe cairo_move_to(context, position.x, position.y)
            unsafe pango_cairo_glyph_string_path(context, font, glyphs)
        }
    }

    func drawColorGlyphs(on context: OpaquePointer) {
        unsafe forEachRun(isColor: true) { font, glyphs, position in
            unsafe cairo_move_to(context, position.x, position.y)
            unsafe pango_cairo_show_glyph_string(context, font, glyphs)
        }
    }

    private func forEachRun(
        isColor: Bool,
        _ body: (UnsafeMutablePointer<PangoFont>, UnsafeMutablePointer<PangoGlyphString>, Point) -> Void
    ) {
        var x = 0.0
        unsafe forEachRun { run in
            guard let item = unsafe run.pointee.item, let glyphs = unsafe run.pointee.glyphs,
                let font = unsafe item.pointee.analysis.font
            else { return }
            if unsafe hasColor(font) == isColor { unsafe body(font, glyphs, origin + Point(x: x, y: 0)) }
            x += Double(unsafe pango_glyph_string_get_width(glyphs)) / Double(PANGO_SCALE)
        }
    }
}

/// Whether a font's glyphs are pictures in colours of their own.
///
/// Corresponds to `FC_COLOR`.
private func hasColor(_ font: UnsafeMutablePointer<PangoFont>) -> Bool {
    // Safe, since the rasteriser's font map has only fonts of fontconfig.
    let pattern = unsafe pango_fc_font_get_pattern(
        UnsafeMutableRawPointer(font).assumingMemoryBound(to: PangoFcFont.self))
    var color: FcBool = 0
    return unsafe FcPatternGetBool(pattern, FC_COLOR, 0, &color) == FcResultMatch && color != 0
}
