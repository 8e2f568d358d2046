internal import CPangoCairo
internal import Story

extension Artwork {
    /// A card's soft shadow, in units.
    private static let shadow = TextStyle.Shadow(
        color: Color(red: 0, green: 0, blue: 0, alpha: 0x4d), blur: 28, x: 0, y: 6)

    /// Draws the sticker at the place of `box`.
    ///
    /// - Parameter unit: canvas pixels for each unit.
    /// - Throws: ``LayerFailure`` if memory runs out.
    func rasterise(in box: BoxTransform, unit: Double) throws(LayerFailure) -> PlacedBitmap {
        let upright = Rectangle(minX: 0, minY: 0, maxX: width * unit, maxY: height * unit)
        let drawn = box.bounds(of: upright)
        if body.isEmpty { return try draw(in: box, unit: unit, area: drawn.pixels) }
        let shadow = Shadow(Self.shadow, scale: unit, box: box)
        // One more pixel for soft edges that end within a pixel.
        let area = drawn.union(shadow.bounds(of: drawn)).expanded(horizontally: 1, vertically: 1).pixels
        let shape = try draw(in: box, unit: unit, area: area)
        let silhouette = try drawSilhouette(in: box, unit: unit, area: area)
        return PlacedBitmap(
            bitmap: shadow.cast(by: silhouette.bitmap, under: shape.bitmap), x: shape.x, y: shape.y)
    }

    private func draw(
        in box: BoxTransform, unit: Double, area: PixelArea
    ) throws(LayerFailure) -> PlacedBitmap {
        var canvas = try CairoCanvas(area: area)
        canvas.apply(box)
        canvas.scale(by: unit)
        for element in elements { try canvas.draw(element) }
        return try canvas.finish()
    }

    private func drawSilhouette(
        in box: BoxTransform, unit: Double, area: PixelArea
    ) throws(LayerFailure) -> PlacedBitmap {
        var canvas = try CairoCanvas(area: area)
        canvas.apply(box)
        canvas.scale(by: unit)
        for shape in body { try canvas.draw(Element(form: .fill(shape), paint: .plain(.black))) }
        return try canvas.finish()
    }
}

extension CairoCanvas {
    fileprivate func scale(by factor: Double) { unsafe cairo_scale(context, factor, factor) }

    fileprivate mutating func draw(_ element: Artwork.Element) throws(LayerFailure) {
        setPaint(element.paint)
        switch element.form {
        case .fill(let shape):
            add(shape)
            unsafe cairo_fill(context)
        case .stroke(let shape, let width):
            add(shape)
            unsafe cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND)
            unsafe cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
            unsafe cairo_set_line_width(context, width)
            unsafe cairo_stroke(context)
        case .text(let text, let point):
            unsafe cairo_save(context)
            unsafe cairo_translate(context, point.x, point.y)
            for run in text.lines.flatMap(\.runs) { unsafe run.addOutlines(to: context) }
            unsafe cairo_fill(context)
            for run in text.lines.flatMap(\.runs) { unsafe run.drawColorGlyphs(on: context) }
            unsafe cairo_restore(context)
        case .picture(let bitmap, let shape, let bounds):
            unsafe cairo_save(context)
            add(shape)
            unsafe cairo_clip(context)
            let factor = max(bounds.width / Double(bitmap.width), bounds.height / Double(bitmap.height))
            unsafe cairo_translate(context, bounds.center.x, bounds.center.y)
            unsafe cairo_scale(context, factor, factor)
            unsafe cairo_translate(context, -Double(bitmap.width) / 2, -Double(bitmap.height) / 2)
            try paint(bitmap)
            unsafe cairo_restore(context)
        }
    }

    private func setPaint(_ paint: Artwork.Paint) {
        switch paint {
        case .plain(let color): setColor(color)
        case .gradient(let colors, let from, let to):
            let gradient = unsafe cairo_pattern_create_linear(from.x, from.y, to.x, to.y)
            for (index, color) in colors.enumerated() {
                unsafe cairo_pattern_add_color_stop_rgba(
                    gradient, Double(index) / Double(max(1, colors.count - 1)), Double(color.red) / 255,
                    Double(color.green) / 255, Double(color.blue) / 255, Double(color.alpha) / 255)
            }
            unsafe cairo_set_source(context, gradient)
            unsafe cairo_pattern_destroy(gradient)
        }
    }

    private func add(_ shape: Shape) {
        switch shape {
        case .box(let box, let radius):
            unsafe cairo_set_fill_rule(context, CAIRO_FILL_RULE_WINDING)
            addRoundedRectangle(box, radius: radius)
        case .path(let steps):
            unsafe cairo_set_fill_rule(context, CAIRO_FILL_RULE_EVEN_ODD)
            for step in steps { add(step) }
        }
    }

    private func add(_ step: Shape.Step) {
        switch step {
        case .move(let point): unsafe cairo_move_to(context, point.x, point.y)
        case .line(let point): unsafe cairo_line_to(context, point.x, point.y)
        case .curve(let first, let second, let end):
            unsafe cairo_curve_to(context, first.x, first.y, second.x, second.y, end.x, end.y)
        case .arc(let center, let radius, let from, let to):
            unsafe cairo_arc(context, center.x, center.y, radius, from, to)
        case .close: unsafe cairo_close_path(context)
        }
    }
}
